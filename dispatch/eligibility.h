// Who may go. Separate from who is best, so that each refusal has a name and "nobody may" is a finding.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "model/incident.h"
#include "model/people.h"

namespace lamplight {

enum class Refusal : std::uint8_t {
  off_duty, no_position, lacks_skill, no_vehicle, committed, asked_elsewhere,
  other_district, language, gender, excluded, declined_before, no_place,
};

[[nodiscard]] std::string_view name_of(Refusal refusal);

struct WhyNot {
  Refusal refusal;
  std::string detail;      // the skill or vehicle lacked, the incident held; may be empty
  bool operator==(const WhyNot&) const = default;
};

// Words for a dispatcher: "lacks lifting".
[[nodiscard]] std::string words_of(const WhyNot& why_not);

// What decides about a worker besides her card: what binds her, and what she has answered before.
struct Ties {
  std::span<const Commitment* const> commitments;   // of this worker only
  bool declined = false;                            // this very incident
  bool let_expire = false;                          // an earlier offer of it
  int cover_loss_s = 0;                             // what the others wait longer while she is away
};

// Whether a worker may be taken from what binds her: it is less urgent and she is not there yet.
[[nodiscard]] bool may_displace(const Incident& incident, const Commitment& tie);

// Whether nothing speaks against it: why_not without its words.
[[nodiscard]] bool may_go(const WorkerCard& worker, const Incident& incident, const ResidentCard* resident, const Ties& ties);

// Every reason against; empty: she may go. `resident` may be null (unknown device, area incident).
[[nodiscard]] std::vector<WhyNot> why_not(const WorkerCard& worker, const Incident& incident, const ResidentCard* resident,
                                          const Ties& ties);

}  // namespace lamplight
