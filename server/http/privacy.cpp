// A person's rights over her record: everything handed over, everything destroyed; and two records of one person
// joined.
#include <algorithm>

#include "model/check.h"
#include "server/http/handlers.h"
#include "server/http/matching.h"
#include "server/http/person_views.h"
#include "server/http/problem.h"
#include "server/http/resident_details.h"
#include "server/http/resident_views.h"

namespace lamplight::server::http {
namespace {

AuditEntry audit_of(const Call& call, const std::string& what, const ResidentId& id, const std::string& detail = "") {
  return {call.now, call.caller.user.text(), "resident." + what, "resident:" + id.text(), detail};
}

Outcome<db::ResidentRecord> living_record(Api& api, const ResidentId& id) {
  auto record = api.residents.one(id);
  if (!record) return Failure{problem_of(record.error())};
  if (!record.value()) return Failure{not_found()};
  if (record.value()->erased_at) return Failure{conflict("erased", "This record was erased.")};
  return std::move(*record.value());
}

Outcome<Done> done_or_problem(const Result<db::Ending, StoreError>& ending) {
  if (!ending) return Failure{problem_of(ending.error())};
  switch (ending.value()) {
    case db::Ending::done:
      return Done{};
    case db::Ending::not_there:
      return Failure{conflict("erased", "This record was erased.")};
    case db::Ending::stale:
      return Failure{conflict("changed-meanwhile", "One of the records was changed at the same time.")};
    case db::Ending::incident_open:
      return Failure{conflict("incident-open", "An incident of hers is open; close it first.")};
  }
  LAMPLIGHT_CHECK(false && "an ending outside the enumeration");
}

Handled shown(Api& api, const ResidentId& id) {
  const auto record = api.residents.one(id);
  if (!record) return Failure{problem_of(record.error())};
  if (!record.value()) return Failure{not_found()};
  Answer answer;
  answer.body = resident_view(*record.value());
  tag(answer, etag_of(record.value()->version));
  return answer;
}

// The record as it would be; who has looked at the two is written down.
Handled shown_before(Api& api, const db::ResidentRecord& joined, const AuditEntry& looked) {
  if (const auto noted = api.accounts.record(looked); !noted) return Failure{problem_of(noted.error())};
  Answer answer;
  answer.body = resident_view(joined);
  tag(answer, etag_of(joined.version));
  return answer;
}

void fill(std::string& gap, const std::string& from) {
  if (gap.empty()) gap = from;
}

// Free words of both are kept: nobody can say which of the two is the truth.
void join_words(std::string& words, const std::string& others) {
  if (others.empty() || words.find(others) != std::string::npos) return;
  words += (words.empty() ? "" : "\n") + others;
}

template <class T>
void join(std::vector<T>& list, const std::vector<T>& others) {
  for (const T& other : others) {
    if (std::find(list.begin(), list.end(), other) == list.end()) list.push_back(other);
  }
}

void join_contacts(std::vector<db::ContactRow>& contacts, const std::vector<db::ContactRow>& others) {
  for (const db::ContactRow& other : others) {
    const bool known = std::any_of(contacts.begin(), contacts.end(),
                                   [&](const db::ContactRow& one) { return one.phone == other.phone; });
    if (!known) contacts.push_back(other);
  }
}

db::ResidentRecord merged(db::ResidentRecord record, const db::ResidentRecord& other) {
  fill(record.born, other.born);
  fill(record.phone, other.phone);
  fill(record.language, other.language);
  fill(record.mobility, other.mobility);
  fill(record.address, other.address);
  fill(record.access, other.access);
  join_words(record.clinical, other.clinical);
  join_words(record.notes, other.notes);
  if (record.gender == Gender::unsaid) record.gender = other.gender;
  record.high_risk = record.high_risk || other.high_risk;
  record.has_key_safe = record.has_key_safe || other.has_key_safe;
  join(record.needs, other.needs);
  join(record.excluded, other.excluded);
  join(record.preferred, other.preferred);
  join(record.devices, other.devices);
  join_contacts(record.contacts, other.contacts);
  merge_details(record, other);
  return record;
}

}  // namespace

Handled merge_resident(Api& api, const Call& call) {
  auto body = Body::read(call.body);
  if (!body) return Failure{body.error()};
  const ResidentId id{std::string(call.param(0))};
  const ResidentId other_id{body.value().code("other")};
  const bool dry_run = body.value().maybe_truth("dry_run").value_or(false);
  if (const auto fault = body.value().fault()) return Failure{*fault};
  if (other_id == id) return Failure{not_acceptable("other must be another record.")};
  const auto record = living_record(api, id);
  if (!record) return Failure{record.error()};
  const auto other = living_record(api, other_id);
  if (!other) return Failure{other.error()};
  if (other.value().merged_into) return Failure{conflict("merged", "The other record was merged already.")};
  const db::ResidentRecord joined = merged(record.value(), other.value());
  const std::string with = "with resident:" + other_id.text();
  if (dry_run) return shown_before(api, joined, audit_of(call, "merge_previewed", id, with));
  const db::VersionTexts texts{resident_version_text(record.value(), std::nullopt, record.value().changed_at),
                               resident_version_text(joined, std::nullopt, call.now)};
  const auto ending =
      api.resident_endings.merge(joined, texts, other.value(), audit_of(call, "merged", id, with));
  if (const auto done = done_or_problem(ending); !done) return Failure{done.error()};
  return shown(api, id);
}

Handled export_resident(Api& api, const Call& call) {
  const ResidentId id{std::string(call.param(0))};
  auto record = living_record(api, id);
  if (!record) return Failure{record.error()};
  auto key_safe = api.residents.reveal_key_safe(id, audit_of(call, "exported", id));
  if (!key_safe) return Failure{problem_of(key_safe.error())};
  auto parts = api.person_file.parts(id);
  if (!parts) return Failure{problem_of(parts.error())};
  const Person person{std::move(record.value()), key_safe.value().value_or(""), std::move(parts.value()), call.now};
  Answer answer;
  if (call.accept.find("text/html") != std::string::npos) {
    answer.content_type = "text/html; charset=utf-8";
    answer.body = person_page(person);
  } else {
    answer.body = person_view(person);
  }
  return answer;
}

Handled erase_resident(Api& api, const Call& call) {
  auto body = Body::read(call.body);
  if (!body) return Failure{body.error()};
  const ResidentId id{std::string(call.param(0))};
  const std::string confirm = body.value().text("confirm");
  const std::string reason = body.value().text("reason");
  if (const auto fault = body.value().fault()) return Failure{*fault};
  // It can't be undone, so it must be meant: the id again.
  if (confirm != id.text()) return Failure{not_acceptable("confirm must be the record's id.")};
  const auto there = api.residents.one(id);
  if (there && !there.value()) return Failure{not_found()};
  const auto ending = api.resident_endings.erase(id, audit_of(call, "erased", id, reason));
  if (const auto done = done_or_problem(ending); !done) return Failure{done.error()};
  return shown(api, id);
}

}  // namespace lamplight::server::http
