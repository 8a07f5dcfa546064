// Names and messages of findings.
#include "devices/finding.h"

#include "devices/finding_seal.h"
#include "model/digest.h"

namespace lamplight {

std::string subject_of(const DeviceId& device) {
  return "d:" + device.text();
}

std::string subject_of(const ResidentId& resident) {
  return "r:" + resident.text();
}

std::string subject_of(const DistrictId& district) {
  return "a:" + district.text();
}

AlarmId id_of(const Finding& finding) {
  const std::string digest = digest_of({finding.rule, finding.subject, std::to_string(ms_of(finding.started_at))});
  return AlarmId{std::string(k_finding_prefix) + finding.rule + ":" + digest};
}

AlarmId end_id_of(const Finding& finding) {
  return AlarmId{id_of(finding).text() + ":end"};
}

Signal signal_of(const Finding& finding, bool ending) {
  Signal signal{.device = finding.device, .district = finding.district, .id = id_of(finding), .kind = finding.kind};
  signal.at = finding.started_at;
  signal.trigger = finding.rule;
  signal.text = finding.text;
  if (ending) {
    signal.about = signal.id;
    signal.id = end_id_of(finding);
    signal.kind = AlarmKind::restored;
    signal.at = finding.ended_at;
    signal.text = finding.end_text;
  }
  signal.kind_text = facts_of(signal.kind).name;
  return signal;
}

}  // namespace lamplight
