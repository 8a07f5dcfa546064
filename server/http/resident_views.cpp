// Writing and reading residents.
#include "server/http/resident_views.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "db/password.h"
#include "server/http/json_views.h"
#include "server/http/resident_details.h"

namespace lamplight::server::http {
namespace {

constexpr std::size_t k_words_bytes_max = 1'800;  // of columns of 2,000 bytes, sealed
constexpr std::size_t k_long_words_bytes_max = 7'500;

Json text_or_null(const std::string& text) {
  return text.empty() ? Json(nullptr) : Json(text);
}

Json contact_json(const db::ContactRow& contact, const std::string& details) {
  Json json{{"id", contact.id.text()},
            {"name", contact.name},
            {"relation", contact.relation},
            {"phone", contact.phone},
            {"language", text_or_null(contact.language)},
            {"has_key", contact.has_key},
            {"email", contact.email},
            {"channel", contact.channel}};
  json.update(contact_details(details, contact.id));
  return json;
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

// An address that can stand in a header as it is: one @, no blanks, no brackets.
bool is_email(const std::string& text) {
  const std::size_t at = text.find('@');
  return at != 0 && at != std::string::npos && at + 1 < text.size() && text.find('@', at + 1) == std::string::npos &&
         text.find_first_of(" \t\r\n<>,;\"()") == std::string::npos;
}

void apply_reach(Body& part, db::ContactRow& contact) {
  contact.email = part.maybe_text("email", 200).value_or("");
  contact.channel = part.maybe_text("channel", 10).value_or("");
  if (!contact.email.empty() && !is_email(contact.email)) part.refuse("email must be an address.");
  const bool known = contact.channel.empty() || contact.channel == "phone" || contact.channel == "sms" ||
                     contact.channel == "email";
  if (!known) part.refuse("channel must be sms, email, phone or empty.");
}

void apply_contacts(Body& body, db::ResidentRecord& record) {
  auto contacts = body.maybe_objects("contacts", 20);
  if (!contacts) return;
  record.contacts.clear();
  Json details = Json::object();
  for (Body& part : *contacts) {
    db::ContactRow contact;
    contact.id = ContactId{part.maybe_text("id", 64).value_or("c-" + db::random_hex(8))};
    contact.name = part.text("name");
    contact.relation = part.maybe_text("relation", 40).value_or("");
    contact.phone = part.text("phone", 40);
    apply_language(part, contact.language);
    contact.has_key = part.maybe_truth("has_key").value_or(false);
    apply_reach(part, contact);
    if (!is_name(contact.id.text())) part.refuse("id must be of letters, digits, - and _.");
    apply_contact_details(part, contact.id, details);
    if (const auto fault = part.fault()) body.refuse(fault->detail);
    record.contacts.push_back(std::move(contact));
  }
  put_contact_details(record, std::move(details));
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

namespace {

Json record_json(const db::ResidentRecord& record) {
  Json contacts = Json::array();
  for (const db::ContactRow& contact : record.contacts) contacts.push_back(contact_json(contact, record.details));
  Json json{{"id", record.id.text()},
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
            {"archived", record.archived}};
  add_details(json, record);
  json["merged_into"] = view(record.merged_into);
  json["erased_at"] = view(record.erased_at);
  json["changed_at"] = to_rfc3339(record.changed_at);
  json["version"] = record.version;
  return json;
}

// What each member of a record is part of; what is not named here tells how she is cared for.
Field field_of(std::string_view member) {
  constexpr std::array<std::string_view, 8> k_name{"id",          "name",      "district",   "archived",
                                                   "merged_into", "erased_at", "changed_at", "version"};
  constexpr std::array<std::string_view, 7> k_home{"place", "address",      "access",  "phone",
                                                   "floor", "has_key_safe", "contacts"};
  const auto among = [&](const auto& members) {
    return std::find(members.begin(), members.end(), member) != members.end();
  };
  if (among(k_name)) return Field::resident_name;
  return among(k_home) ? Field::resident_home : Field::resident_care;
}

}  // namespace

std::string resident_view(const db::ResidentRecord& record) {
  return written(record_json(record));
}

std::string resident_view(const db::ResidentRecord& record, const Fields& fields) {
  const Json whole = record_json(record);
  Json shown = Json::object();
  for (const auto& [member, value] : whole.items()) {
    if (fields.has(field_of(member))) shown[member] = value;
  }
  return written(shown);
}

std::string resident_version_text(db::ResidentRecord record, const std::optional<std::string>& key_safe, Instant now) {
  record.changed_at = now;
  Json json = record_json(record);
  if (key_safe) json["key_safe"] = *key_safe;
  return written(json);
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
  record.archived = body.maybe_truth("archived").value_or(record.archived);
  record.spo2_scale = body.maybe_integer("spo2_scale", 1, 2).value_or(record.spo2_scale);
  apply_wishes(body, record);
  apply_details(body, record);
  apply_contacts(body, record);
}

std::optional<std::string> key_safe_in(Body& body) {
  return body.maybe_text("key_safe", 100);
}

}  // namespace lamplight::server::http
