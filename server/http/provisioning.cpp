// Putting devices into use, giving them another sign-in, replacing and retiring them.
//
// One call makes the row in the register and the sign-in at the broker, and answers when the broker takes it. What
// the device needs to know is in the answer and nowhere else: of passwords only hashes are kept, of keys nothing.
#include "db/password.h"
#include "model/check.h"
#include "server/http/body_views.h"
#include "server/http/handlers.h"
#include "server/http/problem.h"
#include "server/http/provisioning_views.h"
#include "server/http/register_views.h"
#include "server/http/registers.h"
#include "server/sign_in_keeper.h"

namespace lamplight::server::http {
namespace {

constexpr std::size_t k_password_bytes = 12;  // 24 digits: nobody has to type it
constexpr std::size_t k_serial_bytes = 16;
constexpr std::size_t k_reason_bytes_max = 200;

const db::RegisterShape& shape() {
  return db::shape_of(db::Register::devices);
}

std::size_t column_of(std::string_view name) {
  std::size_t i = 0;
  while (shape().columns[i].name != name) ++i;
  return i;
}

std::string text_of(const db::RegisterRow& row, std::string_view name) {
  const auto* text = std::get_if<std::string>(&row.cells.at(column_of(name)));
  return text != nullptr ? *text : std::string();
}

bool is_retired(const db::RegisterRow& row) {
  return row.cells.at(column_of("retired")) == db::Cell{std::int64_t{1}};
}

AuditEntry audit_of(const Call& call, const std::string& what, const std::string& id, const std::string& about = {}) {
  return {call.now, call.caller.user.text(), "device." + what, "device:" + id, about};
}

// What it shall sign in with.
struct Wish {
  bool password = true;
  bool certificate = false;
};

Outcome<Wish> wish_in(const Api& api, Body& body) {
  const std::string word = body.maybe_text("credential", 20).value_or("password");
  if (const auto fault = body.fault()) return Failure{*fault};
  if (word != "password" && word != "certificate" && word != "both" && word != "none") {
    return Failure{not_acceptable("credential is one of password, certificate, both, none.")};
  }
  const Wish wish{word == "password" || word == "both", word == "certificate" || word == "both"};
  const SignInKeeper* keeper = api.parts.sign_ins;
  if (keeper == nullptr && word != "none") {
    return Failure{conflict("sign-ins-elsewhere", "Sign-ins at the broker are not kept by this server.")};
  }
  if (wish.certificate && keeper->authority() == nullptr) {
    return Failure{conflict("no-authority", "This town has no authority for certificates.")};
  }
  return wish;
}

struct Made {
  DeviceSecrets secrets;
  db::NewSignIn kept;
};

Made make_sign_in(const Api& api, const Wish& wish, const DeviceId& device, Instant now) {
  Made made;
  if (wish.password) {
    made.secrets.password = db::random_hex(k_password_bytes);
    made.kept.password_hash = db::hash_for_broker(*made.secrets.password);
  }
  if (wish.certificate) {
    const DeviceAuthority& authority = *api.parts.sign_ins->authority();
    DeviceCertificate issued = authority.issue(device, db::random_hex(k_serial_bytes), now);
    made.secrets.certificate = std::move(issued.certificate);
    made.secrets.key = std::move(issued.key);
    made.secrets.authority = authority.certificate();
    made.kept.certificate = issued.issued;
  }
  return made;
}

Outcome<db::RegisterRow> stored_device(Api& api, const std::string& id) {
  auto row = api.registers.one(db::Register::devices, id);
  if (!row) return Failure{problem_of(row.error())};
  if (!row.value()) return Failure{not_found()};
  return std::move(*row.value());
}

// The broker is told before the answer, so that whoever reads it can sign in. What is written stays written.
Handled provisioned(Api& api, const std::string& id, const Made& made, int status) {
  const auto row = stored_device(api, id);
  if (!row) return Failure{row.error()};
  ProvisionedDevice shown;
  shown.device = register_row_view(shape(), row.value());
  shown.id = id;
  shown.district = text_of(row.value(), "district");
  shown.secrets = made.secrets;
  if (SignInKeeper* keeper = api.parts.sign_ins; keeper != nullptr) {
    shown.broker = keeper->settings();
    const bool told = keeper->renew();
    if (made.secrets.password) shown.accepted = told && keeper->accepted(id, *made.secrets.password);
  }
  Answer answer;
  answer.status = status;
  answer.body = provisioned_view(shown);
  answer.headers.emplace_back("Cache-Control", "no-store");
  if (status == 201) answer.headers.emplace_back("Location", "/api/v1/devices/" + id);
  return answer;
}

// A device of a resident is in her district; a thing that was found is where its bridge is.
Outcome<Done> fill_in(Api& api, db::RegisterRow& row) {
  db::Cell& resident = row.cells.at(column_of("resident"));
  db::Cell& district = row.cells.at(column_of("district"));
  const auto found = api.found_things.one(DeviceId{row.id});
  if (!found) return Failure{problem_of(found.error())};
  if (found.value()) {
    const db::FoundThing& thing = *found.value();
    if (text_of(row, "resident").empty() && thing.resident) resident = thing.resident->text();
    if (text_of(row, "district").empty()) district = thing.district.text();
    if (text_of(row, "model").empty()) row.cells.at(column_of("model")) = thing.language;
  }
  const Town town = api.parts.town.town();
  const ResidentCard* card = town.resident(ResidentId{text_of(row, "resident")});
  if (card != nullptr && text_of(row, "district").empty()) district = card->district.text();
  for (const std::string_view name : {"district", "model"}) {
    if (text_of(row, name).empty()) return Failure{malformed(std::string(name) + " is required.")};
  }
  return Done{};
}

Outcome<Done> check_new_id(const db::RegisterRow& row) {
  if (is_name(row.id) && !is_reserved_device(row.id)) return Done{};
  return Failure{malformed("id must be of letters, digits, - and _, and none of our own programs'.")};
}

std::string id_in(Body& body) {
  return body.maybe_text("id", 64).value_or("d-" + db::random_hex(6));
}

Problem taken_or(StoreError error) {
  return error == StoreError::conflict ? conflict("taken", "That id is taken.") : problem_of(error);
}

}  // namespace

Handled provision_device(Api& api, const Call& call) {
  auto body = Body::read(call.body);
  if (!body) return Failure{body.error()};
  const auto wish = wish_in(api, body.value());
  if (!wish) return Failure{wish.error()};
  db::RegisterRow row = blank_row(shape());
  row.id = id_in(body.value());
  apply_body(body.value(), shape(), row, false);
  if (const auto fault = body.value().fault()) return Failure{*fault};
  if (const auto checked = check_new_id(row); !checked) return Failure{checked.error()};
  if (const auto filled = fill_in(api, row); !filled) return Failure{filled.error()};
  if (const auto checked = check_references(api, shape(), row); !checked) return Failure{checked.error()};
  const Made made = make_sign_in(api, wish.value(), DeviceId{row.id}, call.now);
  const auto added = api.sign_ins.provision(row, made.kept, audit_of(call, "provisioned", row.id));
  if (!added) return Failure{taken_or(added.error())};
  return provisioned(api, row.id, made, 201);
}

Handled renew_sign_in(Api& api, const Call& call) {
  auto body = Body::read(call.body);
  if (!body) return Failure{body.error()};
  const auto wish = wish_in(api, body.value());
  if (!wish) return Failure{wish.error()};
  const auto row = stored_device(api, std::string(call.param(0)));
  if (!row) return Failure{row.error()};
  const std::string& id = row.value().id;
  if (is_retired(row.value())) return Failure{conflict("retired", "The device is not in use any more.")};
  const Made made = make_sign_in(api, wish.value(), DeviceId{id}, call.now);
  const auto renewed = api.sign_ins.renew(DeviceId{id}, made.kept, audit_of(call, "sign_in_renewed", id));
  if (!renewed) return Failure{problem_of(renewed.error())};
  return provisioned(api, id, made, 200);
}

// The new one hangs where the old one hung.
Handled replace_device(Api& api, const Call& call) {
  auto body = Body::read(call.body);
  if (!body) return Failure{body.error()};
  const auto wish = wish_in(api, body.value());
  if (!wish) return Failure{wish.error()};
  const auto old = stored_device(api, std::string(call.param(0)));
  if (!old) return Failure{old.error()};
  db::RegisterRow row = old.value();
  row.id = id_in(body.value());
  row.version = 1;
  apply_body(body.value(), shape(), row, false);
  if (const auto fault = body.value().fault()) return Failure{*fault};
  if (const auto checked = check_new_id(row); !checked) return Failure{checked.error()};
  if (row.id == old.value().id) return Failure{taken_or(StoreError::conflict)};
  if (const auto checked = check_references(api, shape(), row); !checked) return Failure{checked.error()};
  const DeviceId old_id{old.value().id};
  const Made made = make_sign_in(api, wish.value(), DeviceId{row.id}, call.now);
  const auto replaced =
      api.sign_ins.replace(old_id, audit_of(call, "retired", old_id.text(), "replaced by " + row.id), row, made.kept,
                           audit_of(call, "provisioned", row.id, "for " + old_id.text()));
  if (!replaced) return Failure{taken_or(replaced.error())};
  if (!replaced.value()) return Failure{conflict("retired", "The device is not in use any more.")};
  return provisioned(api, row.id, made, 201);
}

Handled retire_device(Api& api, const Call& call) {
  auto body = Body::read(call.body);
  if (!body) return Failure{body.error()};
  const std::string reason = body.value().maybe_text("reason", k_reason_bytes_max).value_or("");
  if (const auto fault = body.value().fault()) return Failure{*fault};
  const auto row = stored_device(api, std::string(call.param(0)));
  if (!row) return Failure{row.error()};
  const std::string& id = row.value().id;
  const auto retired = api.sign_ins.retire(DeviceId{id}, audit_of(call, "retired", id, reason));
  if (!retired) return Failure{problem_of(retired.error())};
  if (!retired.value()) return Failure{conflict("retired", "The device is not in use any more.")};
  if (api.parts.sign_ins != nullptr) api.parts.sign_ins->renew();
  return read_row(api, call, db::Register::devices);
}

}  // namespace lamplight::server::http
