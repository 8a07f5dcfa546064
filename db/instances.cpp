// A program's parts lie in one column, a line each: name, used, max, well.
#include "db/instances.h"

#include <sstream>

#include "db/statements_instances.h"

namespace lamplight::db {
namespace {

std::string text_of(const std::vector<PartState>& parts) {
  std::ostringstream text;
  for (const PartState& part : parts) {
    text << part.name << ' ' << part.used << ' ' << part.max << ' ' << (part.well ? 1 : 0) << '\n';
  }
  return text.str();
}

std::vector<PartState> parts_in(const std::string& text) {
  std::vector<PartState> parts;
  std::istringstream lines(text);
  for (PartState part; lines >> part.name >> part.used >> part.max >> part.well;) parts.push_back(part);
  return parts;
}

}  // namespace

Result<Done, StoreError> Instances::put(const InstanceRow& row) {
  return pool_.run<Done>([&](Session& session) {
    session.insert(k_put_instance, {{row.program, row.instance, row.started_at, row.seen_at, text_of(row.parts)}});
    return Done{};
  });
}

Result<Done, StoreError> Instances::forget(Instant seen_before) {
  return pool_.run<Done>([&](Session& session) {
    session.change(k_forget_instances, {seen_before});
    return Done{};
  });
}

Result<std::vector<InstanceRow>, StoreError> Instances::list() {
  return pool_.run<std::vector<InstanceRow>>([&](Session& session) {
    std::vector<InstanceRow> rows;
    session.query(k_list_instances, {}, [&](const Row& row) {
      rows.push_back({row.text(0), row.text(1), row.instant(2), row.instant(3), parts_in(row.text(4))});
    });
    return rows;
  });
}

Result<Waiting, StoreError> Instances::waiting(Instant late_before) {
  return pool_.run<Waiting>([&](Session& session) {
    Waiting waiting;
    session.query(k_count_waiting, {late_before, late_before}, [&](const Row& row) {
      waiting = {row.integer(0), row.integer(1), row.integer(2), row.integer(3), row.integer(4), row.text(5)};
    });
    return waiting;
  });
}

}  // namespace lamplight::db
