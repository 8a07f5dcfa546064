// Writing and reading residents.
#include "server/http/resident_views.h"

#include <cctype>

#include "db/password.h"
#include "server/http/json_views.h"

namespace lamplight::server::http {
namespace {

constexpr std::size_t k_words_bytes_max = 1'800;  // of columns of 2,000 bytes, sealed
constexpr std::size_t k_long_words_bytes_max = 7'500;

Json text_or_null(const std::string& text) {
  return text.empty() ? Json(nullptr) : Json(text);
}

Json contact_json(const db::ContactRow& contact) {
  return {{"id", contact.id.text()},
          {"name", contact.name},
          {"relation", contact.relation},
          {"phone", contact.phone},
          {"language", text_or_null(contact.language)},
          {"has_key", contact.has_key}};
}

Json line_json(const db::ResidentLine& line) {
  return {{"id", line.id.text()},
          {"name", line.name},
          {"district", line.district.text()},
          {"place", view(line.home)},
          {"born", text_or_null(line.born)},
          {"gender", name_of(line.gender)},
          {"phone", line.phone},
          {"language", text_or_null(line.language)},
          {"high_risk", line.high_risk},
          {"archived", line.archived},
          {"version", line.version}};
}

// YYYY-MM-DD of a day that there was.
bool is_day(const std::string& text) {
  return text.size() == 10 && from_rfc3339(text + "T00:00:00Z").has_value();
}

template <class I>
std::vector<I> ids_in(Body& body, const std::string& name, std::vector<I> present) {
  const auto codes = body.maybe_codes(name);
  if (!codes) return present;
  std::vector<I> ids;
  for (const std::string& code : *codes) ids.push_back(I{code});
  return ids;
}

// BCP 47: "yue", "zh-Hant".
void apply_language(Body& body, std::string& value) {
  const auto language = body.maybe_text("language", 20);
  if (!language) return;
  if (!language->empty() && !is_name(*language)) body.refuse("language must be a code such as yue.");
  value = *language;
}

void apply_contacts(Body& body, db::ResidentRecord& record) {
  auto contacts = body.maybe_objects("contacts", 20);
  if (!contacts) return;
  record.contacts.clear();
  for (Body& part : *contacts) {
    db::ContactRow contact;
    contact.id = ContactId{part.maybe_text("id", 64).value_or("c-" + db::random_hex(8))};
    contact.name = part.text("name");
    contact.relation = part.maybe_text("relation", 40).value_or("");
    contact.phone = part.text("phone", 40);
    apply_language(part, contact.language);
    contact.has_key = part.maybe_truth("has_key").value_or(false);
    if (!is_name(contact.id.text())) part.refuse("id must be of letters, digits, - and _.");
    if (const auto fault = part.fault()) body.refuse(fault->detail);
    record.contacts.push_back(std::move(contact));
  }
}

template <class Named>
void apply_word(Body& body, const std::string& name, Named& value, std::optional<Named> (*named)(std::string_view)) {
  const auto word = body.maybe_text(name, 20);
  if (!word) return;
  const auto found = named(*word);
  if (found) {
    value = *found;
  } else {
    body.refuse(name + " is not one of its words.");
  }
}

void apply_text(Body& body, const std::string& name, std::string& value, std::size_t bytes_max) {
  if (auto text = body.maybe_text(name, bytes_max)) value = std::move(*text);
}

void apply_wishes(Body& body, db::ResidentRecord& record) {
  apply_word(body, "gender", record.gender, gender_named);
  apply_word(body, "language_wish", record.language_wish, wish_named);
  apply_word(body, "gender_wanted", record.gender_wanted, gender_named);
  apply_word(body, "gender_wish", record.gender_wish, wish_named);
  record.needs = ids_in<SkillCode>(body, "needs", std::move(record.needs));
  record.excluded = ids_in<WorkerId>(body, "excluded", std::move(record.excluded));
  record.preferred = ids_in<WorkerId>(body, "preferred", std::move(record.preferred));
}

}  // namespace

std::string resident_view(const db::ResidentRecord& record) {
  Json contacts = Json::array();
  for (const db::ContactRow& contact : record.contacts) contacts.push_back(contact_json(contact));
  return written({{"id", record.id.text()},
                  {"name", record.name},
                  {"district", record.district.text()},
                  {"place", view(record.home)},
                  {"born", text_or_null(record.born)},
                  {"gender", name_of(record.gender)},
                  {"phone", record.phone},
                  {"language", text_or_null(record.language)},
                  {"language_wish", name_of(record.language_wish)},
                  {"gender_wanted", name_of(record.gender_wanted)},
                  {"gender_wish", name_of(record.gender_wish)},
                  {"high_risk", record.high_risk},
                  {"spo2_scale", record.spo2_scale},
                  {"mobility", record.mobility},
                  {"address", record.address},
                  {"access", record.access},
                  {"has_key_safe", record.has_key_safe},
                  {"clinical", record.clinical},
                  {"notes", record.notes},
                  {"needs", view(record.needs)},
                  {"excluded", view(record.excluded)},
                  {"preferred", view(record.preferred)},
                  {"contacts", std::move(contacts)},
                  {"devices", view(record.devices)},
                  {"archived", record.archived},
                  {"changed_at", to_rfc3339(record.changed_at)},
                  {"version", record.version}});
}

std::string resident_page_view(const std::vector<db::ResidentLine>& lines, const std::optional<std::string>& next) {
  Json items = Json::array();
  for (const db::ResidentLine& line : lines) items.push_back(line_json(line));
  return written(page_view(std::move(items), next));
}

void apply_body(Body& body, db::ResidentRecord& record, bool is_new) {
  if (is_new || body.names("name")) record.name = body.text("name", 200);
  if (is_new || body.names("district")) record.district = DistrictId{body.code("district")};
  if (const auto place = body.maybe_place("place")) record.home = *place;
  if (is_new && !body.has("place")) body.refuse("place is required, with lat and lon.");
  apply_text(body, "born", record.born, 10);
  if (!record.born.empty() && !is_day(record.born)) body.refuse("born must be a day as YYYY-MM-DD.");
  apply_text(body, "phone", record.phone, 40);
  apply_language(body, record.language);
  apply_text(body, "mobility", record.mobility, 200);
  apply_text(body, "address", record.address, k_words_bytes_max);
  apply_text(body, "access", record.access, k_words_bytes_max);
  apply_text(body, "clinical", record.clinical, k_long_words_bytes_max);
  apply_text(body, "notes", record.notes, k_long_words_bytes_max);
  record.high_risk = body.maybe_truth("high_risk").value_or(record.high_risk);
  record.archived = body.maybe_truth("archived").value_or(record.archived);
  record.spo2_scale = body.maybe_integer("spo2_scale", 1, 2).value_or(record.spo2_scale);
  apply_wishes(body, record);
  apply_contacts(body, record);
}

std::optional<std::string> key_safe_in(Body& body) {
  return body.maybe_text("key_safe", 100);
}

}  // namespace lamplight::server::http
