// Row by row, each with the value that was read as its guard: a row changed meanwhile is met again in the next round.
#include "db/key_rotation.h"

#include <utility>
#include <vector>

#include "db/statements_privacy.h"

namespace lamplight::db {
namespace {

constexpr int k_rows_at_once = 100;  // a photograph each, at worst

struct Sealed {
  std::string_view table;
  std::string_view column;
  std::string_view list;
  std::string_view reseal;
};

constexpr Sealed k_data_keys{"residents", "data_key_sealed", k_list_data_keys, k_reseal_data_key};
constexpr Sealed k_second_factors{"users", "totp_sealed", k_list_second_factors, k_reseal_second_factor};
// One that is being set up is sealed as what it will be, so that confirming it copies it only.
constexpr Sealed k_begun_factors{"users", "totp_sealed", k_list_begun_factors, k_reseal_begun_factor};
constexpr Sealed k_phones{"users", "phone_sealed", k_list_phones, k_reseal_phone};
constexpr Sealed k_photos{"incident_photos", "jpeg_sealed", k_list_master_photos, k_reseal_photo};
constexpr Sealed k_secrets{"webhooks", "secret_sealed", k_list_webhook_secrets, k_reseal_webhook_secret};

void reseal_one(Session& session, const Sealed& kind, const MasterKeys& masters, const std::string& id,
                const std::string& sealed, Resealed& count) {
  const SealPlace place{kind.table, kind.column, id};
  const SealKey current = masters.current();
  if (unseal(current, sealed, place)) {
    ++count.keys;
    return;
  }
  const auto opened = unseal(masters, sealed, place);
  if (!opened) {
    ++count.damaged;
    return;
  }
  const std::int64_t rows = session.change(kind.reseal, {seal(current, opened.value(), place), id, sealed});
  count.keys += rows;
  count.changed += rows;
}

}  // namespace

Resealed reseal_keys(Session& session, const MasterKeys& masters) {
  Resealed count;
  for (const Sealed& kind : {k_data_keys, k_second_factors, k_begun_factors, k_phones, k_photos, k_secrets}) {
    std::string after;
    for (;;) {
      std::vector<std::pair<std::string, std::string>> rows;
      session.query(kind.list, {after, k_rows_at_once},
                    [&](const Row& row) { rows.emplace_back(row.text(0), row.text(1)); });
      if (rows.empty()) break;
      for (const auto& [id, sealed] : rows) reseal_one(session, kind, masters, id, sealed, count);
      after = rows.back().first;
    }
  }
  return count;
}

}  // namespace lamplight::db
