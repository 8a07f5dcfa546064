// Photo and documents of a resident: listed, added, read, removed. Contents are bytes, not JSON.
#include "db/password.h"
#include "server/http/file_kind.h"
#include "server/http/handlers.h"
#include "server/http/json_views.h"
#include "server/http/problem.h"

namespace lamplight::server::http {
namespace {

constexpr std::size_t k_name_chars = 200;

Json file_json(const db::ResidentFile& file) {
  return {{"id", file.id},       {"kind", file.kind},
          {"name", file.name},   {"content_type", file.content_type},
          {"bytes", file.bytes}, {"added_at", to_rfc3339(file.added_at)},
          {"who", file.who}};
}

AuditEntry audit_of(const Call& call, const std::string& what, const std::string& file) {
  return {call.now, call.caller.user.text(), "resident." + what, "resident:" + std::string(call.param(0)),
          "file:" + file};
}

}  // namespace

Handled list_resident_files(Api& api, const Call& call) {
  const auto files = api.resident_files.list(ResidentId{std::string(call.param(0))});
  if (!files) return Failure{problem_of(files.error())};
  Json items = Json::array();
  for (const db::ResidentFile& file : files.value()) items.push_back(file_json(file));
  Answer answer;
  answer.body = written(page_view(std::move(items), std::nullopt));
  return answer;
}

Handled add_resident_file(Api& api, const Call& call) {
  db::ResidentFile file;
  file.id = "f-" + db::random_hex(8);
  file.kind = call.asked("kind");
  file.name = call.asked("name").substr(0, k_name_chars);
  file.added_at = call.now;
  file.who = call.caller.user.text();
  file.content = call.body;
  file.bytes = static_cast<std::int64_t>(call.body.size());
  if (file.kind != "photo" && file.kind != "document") return Failure{malformed("kind must be photo or document.")};
  const auto type = file_type_of(call.body);
  if (!type || (file.kind == "photo" && !type->starts_with("image/"))) {
    return Failure{not_acceptable("A photo is JPEG, PNG or WebP; a document one of these or PDF.")};
  }
  file.content_type = *type;
  const auto added =
      api.resident_files.add(ResidentId{std::string(call.param(0))}, file, audit_of(call, "file_added", file.id));
  if (!added) return Failure{problem_of(added.error())};
  if (!added.value()) return Failure{not_found()};
  Answer answer;
  answer.status = 201;
  answer.body = written(file_json(file));
  answer.headers.emplace_back("Location", "/api/v1" + call.path + "/" + file.id);
  return answer;
}

Handled read_resident_file(Api& api, const Call& call) {
  const std::string id(call.param(1));
  auto file = api.resident_files.one(ResidentId{std::string(call.param(0))}, id, audit_of(call, "file_read", id));
  if (!file) return Failure{problem_of(file.error())};
  if (!file.value()) return Failure{not_found()};
  Answer answer;
  answer.content_type = file.value()->content_type;
  // A picture may stand in a page of ours; anything else is saved, never opened in our name.
  const bool picture = answer.content_type.starts_with("image/");
  answer.headers.emplace_back("Content-Disposition", picture ? "inline" : "attachment; filename=\"document.pdf\"");
  answer.body = std::move(file.value()->content);
  return answer;
}

Handled remove_resident_file(Api& api, const Call& call) {
  const std::string id(call.param(1));
  const auto removed =
      api.resident_files.remove(ResidentId{std::string(call.param(0))}, id, audit_of(call, "file_removed", id));
  if (!removed) return Failure{problem_of(removed.error())};
  if (!removed.value()) return Failure{not_found()};
  Answer answer;
  answer.status = 204;
  return answer;
}

}  // namespace lamplight::server::http
