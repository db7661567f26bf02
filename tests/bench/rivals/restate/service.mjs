// The step of the benchmark as a virtual object of Restate: one for each enrolment, whose calls come
// one after the other, with a state that is kept.
import * as restate from '@restatedev/restate-sdk';

const enrolment = restate.object({
  name: 'enrolment',
  handlers: {
    record: async (context, work) => {
      const steps = (await context.get('steps')) ?? {};
      if (steps[work.step]) throw new restate.TerminalError('recorded already');
      steps[work.step] = { state: 'done', note: work.note, at: work.at };
      context.set('steps', steps);
      return { step: work.step, state: 'done', steps: Object.keys(steps).length };
    },
  },
});

restate.serve({ services: [enrolment], port: Number(process.argv[2]) });
