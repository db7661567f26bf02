// The part of applying that cohorts, groups, links and enrolments share: their own steps and facts.
#pragma once

#include <string_view>

#include "kasvu/storage/v1/event.pb.h"
#include "kasvu/storage/v1/state.pb.h"

namespace kasvu::workflows {

using StepRecords = google::protobuf::RepeatedPtrField<storage::v1::StepRecord>;
using FactRecords = google::protobuf::RepeatedPtrField<storage::v1::FactRecord>;
using Aggregates = google::protobuf::RepeatedPtrField<storage::v1::Aggregate>;

// The record of `key`, or null.
const storage::v1::StepRecord* FindStep(const StepRecords& steps, std::string_view key);

// Applies a step's or fact's event; any other changes nothing.
void ApplyToSteps(const storage::v1::Event& event, StepRecords& steps, FactRecords& facts);

// Moves the dates of one step; an instant of 0 leaves that date as it is.
void ApplyMove(const storage::v1::StepRescheduled& move, StepRecords& steps);

// Adds to the running sum of a fact that is a mean.
void ApplyAggregate(const storage::v1::AggregateChanged& change, Aggregates& aggregates);

}  // namespace kasvu::workflows
