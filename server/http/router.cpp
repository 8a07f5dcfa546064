// From a request to the handler that may answer it: route, caller, CSRF, permission.
#include <algorithm>
#include <array>

#include <spdlog/spdlog.h>

#include "db/password.h"
#include "server/http/problem.h"
#include "server/http/routes.h"
#include "server/http/subjects.h"

namespace lamplight::server::http {
namespace {

std::optional<std::string> percent_decoded(std::string_view text) {
  const auto digit = [](char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
  };
  std::string decoded;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      decoded += text[i];
      continue;
    }
    if (i + 2 >= text.size() || digit(text[i + 1]) < 0 || digit(text[i + 2]) < 0) return std::nullopt;
    decoded += static_cast<char>(digit(text[i + 1]) * 16 + digit(text[i + 2]));
    i += 2;
  }
  return decoded;
}

// The next part of a path, without its slash; cuts it off `rest`.
std::string_view next_part(std::string_view& rest) {
  rest.remove_prefix(1);
  const std::size_t end = std::min(rest.find('/'), rest.size());
  const std::string_view part = rest.substr(0, end);
  rest.remove_prefix(end);
  return part;
}

struct Chosen {
  const Route* route = nullptr;
  std::vector<std::string> params;
  std::string allowed;  // the methods of routes that fit the path
};

Chosen choose(Method method, std::string_view path) {
  Chosen chosen;
  for (const Route& route : routes()) {
    auto params = match(route.pattern, path);
    if (!params) continue;
    chosen.allowed += (chosen.allowed.empty() ? "" : ", ") + std::string(name_of(route.method));
    if (route.method == method) {
      chosen.route = &route;
      chosen.params = std::move(*params);
      return chosen;
    }
  }
  return chosen;
}

// Nobody is no error here: what nobody may do is for `permit` to say.
Outcome<Done> sign_caller_in(Api& api, Call& call) {
  const bool by_token = !call.credentials.bearer.empty();
  if (!by_token && call.credentials.cookie.empty()) return Done{};
  const auto found = by_token ? api.sessions.by_bearer(call.credentials.bearer, call.now)
                              : api.sessions.by_cookie(call.credentials.cookie, call.now);
  if (!found) return Failure{problem_of(found.error())};
  if (!found.value()) return Done{};
  call.caller = found.value()->caller;
  call.session = found.value()->session;
  return Done{};
}

// A browser sends the cookie by itself, so a change needs a word that only our own page knows.
bool csrf_fits(const Call& call) {
  if (call.method == Method::get || !call.credentials.bearer.empty()) return true;
  return !call.session.csrf.empty() && db::same_secret(call.credentials.csrf, call.session.csrf);
}

struct Look {
  Action action;
  std::string_view what;
};

// The looks at protected data that are written down, and the word for each.
constexpr std::array<Look, 7> k_looks{{{Action::read_resident, "resident.read"},
                                       {Action::read_whole_record, "resident.read"},
                                       {Action::read_vitals, "resident.vitals"},
                                       {Action::read_timeline, "resident.timeline"},
                                       {Action::read_family, "resident.family"},
                                       {Action::read_consents, "resident.consents"},
                                       {Action::read_incident, "incident.read"}}};

struct Listing {
  std::string_view pattern;
  std::string_view what;
};

// Routes that show many people at once.
constexpr std::array<Listing, 7> k_listings{{{"/live", "live.opened"},
                                             {"/incidents", "incidents.listed"},
                                             {"/alarms", "alarms.listed"},
                                             {"/residents", "residents.listed"},
                                             {"/contacts", "contacts.listed"},
                                             {"/family/residents", "family.listed"},
                                             {"/worker/offers", "offers.listed"}}};

// Of lists the first look in a while, since pages ask for them again and again; of streams every one. These are shown
// even when they can't be written down: a desk must see its alarms.
void note_listing(Api& api, const Call& call, const Route& route) {
  std::string_view what = route.action == Action::read_exchange ? "exchange.read" : "";
  for (const Listing& listing : k_listings) {
    if (listing.pattern == route.pattern) what = listing.what;
  }
  if (what.empty()) return;
  if (route.action != Action::follow_live && !api.listings.is_first(call.caller.user.text(), what, call.now)) return;
  const auto noted = api.accounts.record({call.now, call.caller.user.text(), std::string(what),
                                          std::string(route.pattern.substr(1)), std::string(route.pattern)});
  if (!noted) spdlog::warn("http.look_unrecorded {}", what);
}

// Before anything is shown: what can't be written down is not shown. Only while the database is away do those go on who
// are in the middle of helping, from memory.
Outcome<Done> note_look(Api& api, const Call& call, const Route& route) {
  if (route.method != Method::get || api.incidents.database_away()) return Done{};
  if (route.about == About::nothing) {
    note_listing(api, call, route);
    return Done{};
  }
  const auto* look = std::find_if(k_looks.begin(), k_looks.end(), [&](const Look& l) { return l.action == route.action; });
  if (look == k_looks.end()) return Done{};
  const std::string_view what = route.about == About::incident ? "incident:" : "resident:";
  const auto noted =
      api.accounts.record({call.now, call.caller.user.text(), std::string(look->what),
                           std::string(what) + std::string(call.param(0)), std::string(route.pattern)});
  if (!noted) return Failure{problem_of(noted.error())};
  return Done{};
}

// Who was refused what: the door's pattern and the account, never a name.
Answer refused(const Call& call, const Route& route, const Problem& problem) {
  spdlog::warn("http.refused {} {} user={} why={}", name_of(route.method), route.pattern, call.caller.user.text(),
               problem.code);
  return answer_of(problem);
}

}  // namespace

std::optional<std::vector<std::string>> match(std::string_view pattern, std::string_view path) {
  std::vector<std::string> params;
  while (pattern.starts_with('/') && path.starts_with('/')) {
    const std::string_view expected = next_part(pattern);
    const std::string_view part = next_part(path);
    if (expected.starts_with('{')) {
      auto decoded = percent_decoded(part);
      // Every id is of these characters (model/ids.h), so anything else names nothing.
      if (!decoded || !is_alarm_id(*decoded)) return std::nullopt;
      params.push_back(std::move(*decoded));
    } else if (expected != part) {
      return std::nullopt;
    }
  }
  if (!pattern.empty() || !path.empty()) return std::nullopt;
  return params;
}

Answer answer_to(Api& api, Call& call) {
  Chosen chosen = choose(call.method, call.path);
  if (chosen.allowed.empty()) return answer_of(not_found());
  if (chosen.route == nullptr) return answer_of(method_not_allowed(chosen.allowed));
  const Route& route = *chosen.route;
  call.params = std::move(chosen.params);

  if (const auto signed_in = sign_caller_in(api, call); !signed_in && !open_to_anyone(route.action)) {
    return answer_of(signed_in.error());
  }
  if (!call.caller.role && !open_to_anyone(route.action)) return answer_of(not_signed_in());
  if (call.caller.role) {
    if (const auto wait_s = api.rates.wait_s(call.caller.user.text(), call.now)) return answer_of(too_fast(*wait_s));
  }
  if (!open_to_anyone(route.action) && !csrf_fits(call)) return refused(call, route, csrf_wrong());

  const auto subject = subject_of(api, call, route.about);
  if (!subject) return answer_of(subject.error());
  call.subject = subject.value();
  if (const Decision decision = permit(call.caller, route.action, call.subject); decision != Decision::allowed) {
    return refused(call, route, problem_of(decision));
  }

  if (call.caller.role == Role::dispatcher) api.parts.claims.heard(call.caller.user, call.now);
  Handled handled = route.handler(api, call);
  if (!handled && handled.error().status == 403) return refused(call, route, handled.error());
  if (!handled) return answer_of(handled.error());
  if (const auto noted = note_look(api, call, route); !noted) return answer_of(noted.error());
  return std::move(handled).value();
}

}  // namespace lamplight::server::http
