// Each change is a statement of its own: a repetition after a lost answer does no harm.
#include "db/findings.h"

#include "db/columns.h"
#include "db/statements_findings.h"

namespace lamplight::db {
namespace {

constexpr std::size_t k_text_chars = 1'000;

// Under which key the device's own alarm of that kind has opened an incident (dispatch/intake); empty
// where the monitor's word is wanted beside it.
std::string own_incident_key(const Finding& finding) {
  if (finding.kind != AlarmKind::mains_lost && finding.kind != AlarmKind::battery_low) return {};
  return "d:" + finding.device.text() + ":" + std::string(facts_of(finding.kind).name);
}

Finding finding_of(const Row& row) {
  Finding finding;
  finding.subject = row.text(0);
  finding.rule = row.text(1);
  finding.device = row.id<DeviceId>(2);
  finding.district = row.id<DistrictId>(3);
  finding.kind = stored_kind(row.text(4)).value_or(AlarmKind::device_fault);
  finding.started_at = row.instant(5);
  finding.text = row.text(6);
  finding.received = row.truth(7);
  finding.ended_at = row.instant_or_nothing(8);
  finding.end_text = row.text(9);
  return finding;
}

template <class T>
Result<T, FindingsError> answered(Result<T, StoreError> result) {
  if (!result) return Failure{FindingsError::unavailable};
  return std::move(result).value();
}

}  // namespace

Result<std::vector<Finding>, FindingsError> MySqlFindings::begin(const std::vector<Finding>& findings) {
  return answered(pool_.run<std::vector<Finding>>([&](Session& session) {
    std::vector<Finding> begun;
    for (const Finding& f : findings) {
      const std::int64_t rows =
          session.change(k_begin_finding, {f.subject, f.rule, f.device, f.district, facts_of(f.kind).name, f.started_at,
                                           fitting(f.text, k_text_chars), own_incident_key(f)});
      if (rows > 0) begun.push_back(f);
    }
    return begun;
  }));
}

Result<Done, FindingsError> MySqlFindings::end(const std::vector<Finding>& findings) {
  return answered(pool_.run<Done>([&](Session& session) {
    for (const Finding& f : findings) {
      session.change(k_end_finding, {f.ended_at, fitting(f.end_text, k_text_chars), f.subject, f.rule});
    }
    return Done{};
  }));
}

Result<Done, FindingsError> MySqlFindings::received(const Finding& finding, bool ending) {
  return answered(pool_.run<Done>([&](Session& session) {
    session.change(ending ? k_forget_finding : k_note_finding_received,
                   {finding.subject, finding.rule, finding.started_at});
    return Done{};
  }));
}

Result<std::vector<Finding>, FindingsError> MySqlFindings::untold(std::size_t max) {
  return answered(pool_.run<std::vector<Finding>>([&](Session& session) {
    std::vector<Finding> found;
    session.query(k_list_untold_findings, {static_cast<std::int64_t>(max)},
                  [&](const Row& row) { found.push_back(finding_of(row)); });
    return found;
  }));
}

Result<std::vector<Finding>, FindingsError> MySqlFindings::open() {
  return answered(pool_.run<std::vector<Finding>>([&](Session& session) {
    std::vector<Finding> found;
    session.query(k_list_open_findings, {}, [&](const Row& row) { found.push_back(finding_of(row)); });
    return found;
  }));
}

}  // namespace lamplight::db
