// From a request to the handler that may answer it: route, caller, CSRF, permission.
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

  if (const auto signed_in = sign_caller_in(api, call); !signed_in && route.action != Action::sign_in) {
    return answer_of(signed_in.error());
  }
  if (!call.caller.role && route.action != Action::sign_in) return answer_of(not_signed_in());
  if (route.action != Action::sign_in && !csrf_fits(call)) return answer_of(csrf_wrong());

  const auto subject = subject_of(api, call, route.about);
  if (!subject) return answer_of(subject.error());
  call.subject = subject.value();
  if (const Decision decision = permit(call.caller, route.action, call.subject); decision != Decision::allowed) {
    return answer_of(problem_of(decision));
  }

  Handled handled = route.handler(api, call);
  if (!handled) return answer_of(handled.error());
  return std::move(handled).value();
}

}  // namespace lamplight::server::http
