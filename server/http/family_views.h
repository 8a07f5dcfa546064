// What a relative sees of a resident, as JSON: no more than the resident has agreed to. Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "db/consents.h"
#include "db/family_views.h"
#include "db/incident_views.h"
#include "server/permission.h"

namespace lamplight::server::http {

enum class FamilyStatus : std::uint8_t {
  well,
  attention,
  help_coming,
  help_there,
  in_hospital,   // the last incident ended so
  call_awaited,  // what there is to say is said by a person, not by a page
  unheard,       // none of her devices has been heard of for long, and that is not known to be well
};

[[nodiscard]] std::string_view name_of(FamilyStatus status);

struct FamilyShown {
  db::FamilyLink link;
  Fields fields;  // that this relative is shown
  FamilyStatus status = FamilyStatus::well;
  Instant since{};
  std::optional<db::IncidentWhole> incident;  // open, and the family's concern
};

// The latest value of a vital sign.
struct VitalShown {
  std::string name;
  double value = 0;
  Instant at{};
};

[[nodiscard]] std::string family_resident_view(const FamilyShown& shown);
// The same with what happened lately and the latest vital signs, each only where agreed, and the words agreed to.
[[nodiscard]] std::string family_resident_view(const FamilyShown& shown, const std::vector<db::IncidentWhole>& recent,
                                               const std::vector<VitalShown>& vitals,
                                               const std::optional<db::ConsentText>& text);
[[nodiscard]] std::string family_page_view(const std::vector<FamilyShown>& shown);
[[nodiscard]] std::string family_snapshot_view(const std::vector<FamilyShown>& shown, Instant at);

}  // namespace lamplight::server::http
