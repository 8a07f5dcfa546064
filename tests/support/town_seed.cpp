// Multi-row inserts in the order of the tables.
#include "tests/support/town_seed.h"

#include <vector>

#include "db/password.h"

namespace lamplight::tests {
namespace {

using db::Params;
using Rows = std::vector<Params>;

std::string numbered(const char* prefix, int n) { return prefix + std::to_string(n); }

void insert(db::Session& session, const std::string& table, const std::string& columns, const Rows& rows) {
  session.insert("INSERT INTO " + table + " (" + columns + ") VALUES {rows}", rows);
}

void seed_homes(db::Session& session, const TownSize& size, Instant now) {
  Rows districts;
  for (int d = 0; d < size.districts; ++d) {
    districts.push_back({numbered("d-", d), numbered("第", d), numbered("District ", d), 22.61, 113.19});
  }
  insert(session, "districts", "id, name, name_en, lat, lon", districts);
  Rows residents;
  Rows contacts;
  Rows devices;
  for (int r = 0; r < size.residents; ++r) {
    const Position home = home_of(r);
    const std::string id = numbered("r-", r);
    const std::string district = numbered("d-", r % size.districts);
    residents.push_back({id, numbered("住户 ", r), district, home.lat, home.lon, "k", "a", "b", "c", "d", "e", now});
    contacts.push_back({numbered("c-", r), id, 1, numbered("Contact ", r), "daughter", "0760-000"});
    devices.push_back({numbered("p-", r), id, district, "pendant", now});
  }
  insert(session, "residents",
         "id, name, district_id, lat, lon, data_key_sealed, address_sealed, access_sealed, key_safe_sealed, "
         "clinical_sealed, notes_sealed, changed_ms",
         residents);
  insert(session, "contacts", "id, resident_id, ordinal, name, relation, phone", contacts);
  insert(session, "devices", "id, resident_id, district_id, model, changed_ms", devices);
}

void seed_staff(db::Session& session, const TownSize& size, Instant now) {
  insert(session, "skills", "code, name, name_en", {{"lifting", "搬扶", "Lifting"}, {"nursing", "护理", "Nursing"}});
  Rows workers;
  Rows skills;
  Rows users;
  const std::string hash = db::hash_password(k_seeded_password);
  const auto add_user = [&](const std::string& id, const char* role, const std::string& person) {
    users.push_back({id, id.substr(2), hash, role, person, "User " + id, now, db::digest_of_token(hash)});
  };
  for (int w = 0; w < size.workers; ++w) {
    const std::string id = numbered("w-", w);
    const Position home = home_of(w * 7);
    workers.push_back({id, numbered("护工 ", w), "zh,yue", 1, home.lat + 0.002, home.lon + 0.002, 10.0, now, now});
    if (w % 3 == 0) skills.push_back({id, "lifting"});
    add_user("u-" + id, "care_worker", id);
  }
  insert(session, "workers", "id, name, languages, on_duty, lat, lon, accuracy_m, position_ms, changed_ms", workers);
  insert(session, "worker_skills", "worker_id, skill", skills);
  add_user("u-d-0", "dispatcher", "");
  add_user("u-d-1", "dispatcher", "");
  add_user("u-a", "administrator", "");
  add_user("u-f-0", "family", "");
  insert(session, "users", "id, username, password_hash, role, person, name, changed_ms, password_vetted", users);
  insert(session, "consent_texts", "version, zh, en, added_ms, added_by", {{"2026-11", "我同意", "I agree", now, ""}});
  insert(session, "family_links", "user_id, resident_id, relation, sees_status, sees_incidents, agreed_ms",
         {{"u-f-0", "r-0", "daughter", 1, 1, now}});
}

void seed_policies(db::Session& session, const TownSize& size) {
  const std::int64_t offer_ms = size.offer_wait.count();
  Rows steps;
  for (int priority = 1; priority <= 5; ++priority) {
    steps.push_back({"emergency", priority, 0, "offer", 1, offer_ms});
    steps.push_back({"emergency", priority, 1, "offer", 3, offer_ms});
    steps.push_back({"emergency", priority, 2, "contacts", 1, offer_ms});
    steps.push_back({"emergency", priority, 3, "dispatchers", 1, offer_ms});
  }
  steps.push_back({"service", 0, 0, "dispatchers", 1, 1'800'000});
  steps.push_back({"technical", 0, 0, "dispatchers", 1, 3'600'000});
  insert(session, "policy_steps", "queue, priority, step, action, width, wait_ms", steps);
  insert(session, "kind_needs", "kind, skill", {{"fall", "lifting"}});
}

}  // namespace

Position home_of(int resident) {
  // A spiral of streets: about 40 m between neighbours, never two homes in one place.
  return {22.60 + 0.0004 * (resident % 150), 113.17 + 0.0004 * static_cast<double>(resident / 150)};
}

void seed_town(const db::Address& database, const TownSize& size, Instant now) {
  db::Session session(database, db::Purpose::administration);
  session.transaction([&] {
    seed_homes(session, size, now);
    seed_staff(session, size, now);
    seed_policies(session, size);
    session.change("UPDATE register_marks SET mark = mark + 1 WHERE id = ?", {1});
  });
}

SeededSession seed_session(const db::Address& database, const std::string& user, Instant now) {
  const SeededSession seeded{db::new_token(), db::new_token()};
  db::Session session(database, db::Purpose::administration);
  insert(session, "sessions", "token_hash, user_id, csrf, client, created_ms, used_ms, expires_ms",
         {{db::digest_of_token(seeded.cookie), user, seeded.csrf, "tests", now, now, now + Seconds{86'400}}});
  return seeded;
}

}  // namespace lamplight::tests
