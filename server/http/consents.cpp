// What a resident lets her relatives see: read, given, withdrawn. Whoever loses a right loses it with the commit.
#include "server/http/body_views.h"
#include "server/http/consent_views.h"
#include "server/http/handlers.h"
#include "server/http/problem.h"

namespace lamplight::server::http {
namespace {

constexpr std::string_view k_resident = "resident";
constexpr std::string_view k_legal_proxy = "legal_proxy";

AuditEntry audit_of(const Call& call, const std::string& what, const db::Consent& consent) {
  std::string tiers;
  for (const auto& [agreed, word] : {std::pair{consent.sees_status, " status"},
                                     {consent.sees_incidents, " incidents"},
                                     {consent.sees_vitals, " vitals"},
                                     {consent.sees_location, " location"}}) {
    if (agreed) tiers += word;
  }
  return {call.now, call.caller.user.text(), "consent." + what, "resident:" + consent.resident.text(),
          "user:" + consent.user.text() + " by " + consent.given_by + (tiers.empty() ? "" : ":" + tiers)};
}

// Who speaks for the resident: she herself, or a legal proxy by name.
db::Consent speaker_in(Body& body, const Call& call) {
  db::Consent consent;
  consent.resident = ResidentId{std::string(call.param(0))};
  consent.user = UserId{body.code("user")};
  consent.given_by = body.maybe_text("given_by", 20).value_or(std::string(k_resident));
  consent.proxy = body.maybe_text("proxy").value_or("");
  if (consent.given_by != k_resident && consent.given_by != k_legal_proxy) {
    body.refuse("given_by must be resident or legal_proxy.");
  }
  if ((consent.given_by == k_legal_proxy) == consent.proxy.empty()) {
    body.refuse("proxy names the legal proxy, and only where one speaks for the resident.");
  }
  return consent;
}

Outcome<Done> known_resident(Api& api, const Call& call) {
  const auto there = api.registers.exists(db::Refers::to_resident, std::string(call.param(0)));
  if (!there) return Failure{problem_of(there.error())};
  if (!there.value()) return Failure{not_found()};
  return Done{};
}

// A stream that shows what is no longer agreed is ended; the page connects again and gets a new picture.
void end_streams(Api& api, const Call& call, const UserId& user) {
  const auto sessions = api.consents.sessions_of(user, call.now);
  if (!sessions) return;  // then they learn as streams of other servers do, by the next look of the live feed
  for (const std::string& session : sessions.value()) api.parts.live.cut(session);
}

Handled shown(Api& api, const db::Consent& consent, int status) {
  const auto book = api.consents.of(consent.resident);
  if (!book) return Failure{problem_of(book.error())};
  Answer answer;
  answer.status = status;
  answer.body = consent_view(book.value(), consent.user);
  return answer;
}

}  // namespace

Handled list_consents(Api& api, const Call& call) {
  if (const auto known = known_resident(api, call); !known) return Failure{known.error()};
  const auto book = api.consents.of(ResidentId{std::string(call.param(0))});
  if (!book) return Failure{problem_of(book.error())};
  Answer answer;
  answer.body = consents_view(book.value());
  return answer;
}

Handled give_consent(Api& api, const Call& call) {
  auto body = Body::read(call.body);
  if (!body) return Failure{body.error()};
  db::Consent consent = speaker_in(body.value(), call);
  consent.relation = body.value().text("relation", 40);
  consent.sees_status = body.value().truth("status");
  consent.sees_incidents = body.value().truth("incidents");
  consent.sees_vitals = body.value().truth("vitals");
  consent.sees_location = body.value().truth("location");
  consent.text_version = body.value().code("text_version");
  if (consent.text_version.size() > 40) body.value().refuse("text_version has more than 40 characters.");
  if (const auto fault = body.value().fault()) return Failure{*fault};
  if (const auto known = known_resident(api, call); !known) return Failure{known.error()};
  const auto given = api.consents.give(consent, audit_of(call, "given", consent));
  if (!given) return Failure{problem_of(given.error())};
  if (given.value() == db::ConsentChange::no_such_relative) {
    return Failure{not_acceptable("user must be an account of the role family.")};
  }
  if (given.value() == db::ConsentChange::no_such_text) {
    return Failure{not_acceptable("text_version names no text that is kept.")};
  }
  end_streams(api, call, consent.user);
  return shown(api, consent, 201);
}

Handled withdraw_consent(Api& api, const Call& call) {
  auto body = Body::read(call.body);
  if (!body) return Failure{body.error()};
  const db::Consent consent = speaker_in(body.value(), call);
  if (const auto fault = body.value().fault()) return Failure{*fault};
  if (const auto known = known_resident(api, call); !known) return Failure{known.error()};
  const auto withdrawn = api.consents.withdraw(consent, audit_of(call, "withdrawn", consent));
  if (!withdrawn) return Failure{problem_of(withdrawn.error())};
  if (withdrawn.value() == db::ConsentChange::nothing_given) {
    return Failure{conflict("nothing-given", "No consent for this relative stands.")};
  }
  end_streams(api, call, consent.user);
  return shown(api, consent, 200);
}

Handled list_consent_texts(Api& api, const Call&) {
  const auto texts = api.consents.texts();
  if (!texts) return Failure{problem_of(texts.error())};
  Answer answer;
  answer.body = consent_texts_view(texts.value());
  return answer;
}

Handled add_consent_text(Api& api, const Call& call) {
  constexpr std::size_t k_words_bytes_max = 20'000;
  auto body = Body::read(call.body);
  if (!body) return Failure{body.error()};
  const db::ConsentText text{body.value().code("version"), body.value().text("zh", k_words_bytes_max),
                             body.value().text("en", k_words_bytes_max), call.now, call.caller.user.text()};
  if (text.version.size() > 40) body.value().refuse("version has more than 40 characters.");
  if (const auto fault = body.value().fault()) return Failure{*fault};
  const auto added = api.consents.add_text(
      text, {call.now, call.caller.user.text(), "consent_text.added", "consent_text:" + text.version, ""});
  if (!added) {
    if (added.error() == StoreError::conflict) return Failure{conflict("taken", "There is a text of that version.")};
    return Failure{problem_of(added.error())};
  }
  Answer answer;
  answer.status = 201;
  answer.body = consent_text_view(text);
  return answer;
}

}  // namespace lamplight::server::http
