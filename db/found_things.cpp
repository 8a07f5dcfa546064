// Rows in and out.
#include "db/found_things.h"

#include "db/columns.h"
#include "db/statements_things.h"

namespace lamplight::db {
namespace {

constexpr std::size_t k_thing_chars = 128;
constexpr std::size_t k_words_chars = 200;

FoundThing thing_of(const Row& row) {
  return {row.id<DeviceId>(0),   row.id<DeviceId>(1), row.id_or_nothing<ResidentId>(2),
          row.id<DistrictId>(3), row.text(4),         row.text(5),
          row.text(6),           row.text(7),         row.instant(8),
          row.instant(9)};
}

}  // namespace

Result<Done, StoreError> FoundThings::keep(const std::vector<FoundThing>& things) {
  std::vector<Params> rows;
  for (const FoundThing& t : things) {
    rows.push_back({t.device, t.bridge, t.district, t.language, fitting(t.thing, k_thing_chars),
                    fitting(t.about, k_words_chars), fitting(t.says, k_words_chars), t.first_at, t.last_at});
  }
  return pool_.run<Done>([&](Session& session) {
    session.insert(k_put_found_things, rows);
    return Done{};
  });
}

Result<std::vector<FoundThing>, StoreError> FoundThings::list(const std::string& after, std::size_t max) {
  return pool_.run<std::vector<FoundThing>>([&](Session& session) {
    std::vector<FoundThing> things;
    session.query(k_list_found_things, {after, static_cast<std::int64_t>(max)},
                  [&](const Row& row) { things.push_back(thing_of(row)); });
    return things;
  });
}

Result<std::optional<FoundThing>, StoreError> FoundThings::one(const DeviceId& device) {
  return pool_.run<std::optional<FoundThing>>([&](Session& session) {
    std::optional<FoundThing> thing;
    session.query(k_find_found_thing, {device}, [&](const Row& row) { thing = thing_of(row); });
    return thing;
  });
}

}  // namespace lamplight::db
