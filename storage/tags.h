// The one registry of table tags: the first two bytes of every key. A tag is never used again for
// another table or another shape of key: when a table goes, its line stays with RETIRED before
// the name's comment. docs/storage-format.md says what each key and record holds.
#pragma once

#include <cstdint>
#include <iterator>
#include <string_view>

namespace kasvu::storage {

// KASVU_TAG(name, number): one line per table, by context and in ascending order.
#define KASVU_TAGS(KASVU_TAG)                                                 \
  /* storage itself */                                                        \
  KASVU_TAG(kFormat, 0x0000) /* the version of the format */                  \
  /* the catalogue */                                                         \
  KASVU_TAG(kTemplates, 0x0101)         /* publisher, template */             \
  KASVU_TAG(kTemplateVersions, 0x0102)  /* publisher, template, number */     \
  KASVU_TAG(kVersionByDigest, 0x0103)   /* digest */                          \
  KASVU_TAG(kCatalogueRequests, 0x0104) /* request id */                      \
  KASVU_TAG(kTemplateStandings, 0x0105) /* publisher, template, number */     \
  KASVU_TAG(kStandingChanges, 0x0106)   /* position */                        \
  KASVU_TAG(kCatalogueCounters, 0x0107) /* counter */                         \
  KASVU_TAG(kCatalogueMeta, 0x0108)     /* name */                            \
  KASVU_TAG(kTemplateSources, 0x0109)   /* digest */                          \
  KASVU_TAG(kDeclinedVersions, 0x010a)  /* publisher, template, number */     \
  KASVU_TAG(kPublisherKeys, 0x010b)     /* publisher */                       \
  /* the directory */                                                         \
  KASVU_TAG(kPersons, 0x0201)             /* person */                        \
  KASVU_TAG(kPersonByEmail, 0x0202)       /* keyed hash of the e-mail */      \
  KASVU_TAG(kCompanies, 0x0203)           /* company */                       \
  KASVU_TAG(kCompanyByBusinessId, 0x0204) /* keyed hash of the business id */ \
  KASVU_TAG(kMandates, 0x0205)            /* mandate */                       \
  KASVU_TAG(kMandateByPerson, 0x0206)     /* person, mandate */               \
  KASVU_TAG(kMandateChanges, 0x0207)      /* position */                      \
  KASVU_TAG(kDirectoryRequests, 0x0208)   /* request id */                    \
  KASVU_TAG(kDirectoryCounters, 0x0209)   /* counter */                       \
  KASVU_TAG(kDirectoryMeta, 0x020a)       /* name */                          \
  KASVU_TAG(kPersonByCompany, 0x020b)     /* company, person */               \
  KASVU_TAG(kDirectoryHistory, 0x020c)    /* position */                      \
  KASVU_TAG(kOrganisations, 0x020d)       /* organisation */                  \
  /* the engine */                                                            \
  KASVU_TAG(kCohorts, 0x0301)               /* cohort */                      \
  KASVU_TAG(kGroups, 0x0302)                /* cohort, group */               \
  KASVU_TAG(kLinks, 0x0303)                 /* cohort, link */                \
  KASVU_TAG(kEnrolments, 0x0304)            /* cohort, ordinal */             \
  KASVU_TAG(kOccurrences, 0x0305)           /* cohort, group, step key */     \
  KASVU_TAG(kHistory, 0x0306)               /* cohort, position */            \
  KASVU_TAG(kHistoryIndex, 0x0307)          /* cohort, ordinal, position */   \
  KASVU_TAG(kEngineRequests, 0x0308)        /* cohort, request id */          \
  KASVU_TAG(kEnrolmentByPerson, 0x0309)     /* person, cohort, ordinal */     \
  KASVU_TAG(kLinkByPerson, 0x030a)          /* person, cohort, link */        \
  KASVU_TAG(kPinnedVersions, 0x030b)        /* digest */                      \
  KASVU_TAG(kAuditAnchors, 0x030c)          /* position */                    \
  KASVU_TAG(kMandateCopies, 0x030d)         /* mandate */                     \
  KASVU_TAG(kEngineMeta, 0x030e)            /* name */                        \
  KASVU_TAG(kLiveEnrolments, 0x030f)        /* cohort, ordinal */             \
  KASVU_TAG(kEngineCounters, 0x0310)        /* cohort, counter */             \
  KASVU_TAG(kLiveLinks, 0x0311)             /* cohort, link */                \
  KASVU_TAG(kDueInstants, 0x0312)           /* instant, cohort */             \
  KASVU_TAG(kTexts, 0x0313)                 /* cohort, position, number */    \
  KASVU_TAG(kLiveCohorts, 0x0314)           /* cohort */                      \
  KASVU_TAG(kCohortHeads, 0x0315)           /* cohort */                      \
  KASVU_TAG(kLiveEnrolmentByPerson, 0x0316) /* person, cohort, ordinal */     \
  KASVU_TAG(kLiveLinkByPerson, 0x0317)      /* person, cohort, link */        \
  KASVU_TAG(kCohortsByScope, 0x0318)        /* scope, cohort */               \
  KASVU_TAG(kAnchorsByCohort, 0x0319)       /* cohort, position */            \
  KASVU_TAG(kKnownStandings, 0x031a)        /* version */                     \
  KASVU_TAG(kPurgedCohorts, 0x031b)         /* cohort */                      \
  KASVU_TAG(kPurgesUnderWay, 0x031c)        /* cohort */                      \
  KASVU_TAG(kArchivedWords, 0x031d)         /* person, cohort */              \
  /* the keys of sealed content, in a store of their own */                   \
  KASVU_TAG(kMasterCheck, 0x0401) /* (nothing) */                             \
  KASVU_TAG(kNamedKeys, 0x0402)   /* name */                                  \
  KASVU_TAG(kSubjectKeys, 0x0403) /* subject */                               \
  KASVU_TAG(kMadeStores, 0x0404)  /* name */

enum class Tag : uint16_t {
#define KASVU_TAG(name, number) name = number,
  KASVU_TAGS(KASVU_TAG)
#undef KASVU_TAG
};

struct NamedTag {
  std::string_view name;
  uint16_t number;
};

// Every tag, in ascending order.
inline constexpr NamedTag kAllTags[] = {
#define KASVU_TAG(name, number) {#name, number},
    KASVU_TAGS(KASVU_TAG)
#undef KASVU_TAG
};

// Two tables once given one number cannot be told apart again: the build stops here instead.
constexpr bool TagsAscend() {
  for (size_t i = 1; i < std::size(kAllTags); ++i) {
    if (kAllTags[i - 1].number >= kAllTags[i].number) return false;
  }
  return true;
}
static_assert(TagsAscend(), "a table tag is used twice or stands out of order");

}  // namespace kasvu::storage
