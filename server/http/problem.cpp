// Statuses, codes and sentences of the API's errors.
#include "server/http/problem.h"

#include "model/check.h"
#include "server/http/problem_views.h"

namespace lamplight::server::http {
namespace {

Problem problem(int status, std::string code, std::string title, std::string detail) {
  Problem made;
  made.status = status;
  made.code = std::move(code);
  made.title = std::move(title);
  made.detail = std::move(detail);
  return made;
}

}  // namespace

Problem malformed(const std::string& detail) {
  return problem(400, "malformed", "The request can't be read", detail);
}

Problem not_signed_in() {
  return problem(401, "not-signed-in", "Nobody is signed in", "Sign in with POST /api/v1/session, or send a token.");
}

Problem sign_in_failed() {
  return problem(401, "sign-in-failed", "The sign-in failed", "User name, password or code are wrong.");
}

Problem csrf_wrong() {
  return problem(403, "csrf", "The CSRF token is missing or wrong", "Send the session's csrf in X-CSRF-Token.");
}

Problem proof_wrong() {
  return problem(403, "proof", "The code or password is wrong", "It does not fit your account, or was used before.");
}

Problem second_factor_needed() {
  return problem(403, "second-factor-needed", "Your account has no second factor",
                 "Set one up with POST /api/v1/second-factor.");
}

Problem forbidden() {
  return problem(403, "forbidden", "You may not do that", "Your role, or your part in this, does not allow it.");
}

Problem not_found() {
  return problem(404, "not-found", "There is no such thing", "Nothing here that you may see.");
}

Problem method_not_allowed(const std::string& allow) {
  Problem made = problem(405, "method-not-allowed", "Not with this method", "Allowed here: " + allow + ".");
  made.allow = allow;
  return made;
}

Problem conflict(const std::string& code, const std::string& detail) {
  return problem(409, code, "The present state forbids it", detail);
}

Problem stale() {
  return problem(412, "stale", "It has changed meanwhile", "Read it again and repeat the change with its new ETag.");
}

Problem stale(std::string present, std::string yours) {
  Problem made = stale();
  made.present = std::move(present);
  made.yours = std::move(yours);
  return made;
}

Problem body_too_long() {
  return problem(413, "body-too-long", "The body is too long",
                 "A body has at most 65536 bytes; a file or a register to import 8 MiB.");
}

Problem not_acceptable(const std::string& detail) {
  return problem(422, "not-acceptable", "A value can't be accepted", detail);
}

Problem locked() {
  return problem(423, "locked", "This desk is locked", "Unlock it with POST /api/v1/session/unlock and a code.");
}

Problem match_required() {
  return problem(428, "match-required", "If-Match is missing", "Send the thing's ETag in If-Match.");
}

Problem too_many(int retry_after_s) {
  Problem made = problem(429, "too-many-attempts", "Too many failed attempts", "Wait before you try again.");
  made.retry_after_s = retry_after_s;
  return made;
}

Problem too_fast(int retry_after_s) {
  Problem made = problem(429, "too-many-requests", "Too many requests", "Ask less often.");
  made.retry_after_s = retry_after_s;
  return made;
}

Problem broken() {
  return problem(500, "broken", "Something went wrong here", "The fault is in the server's log.");
}

Problem unavailable() {
  Problem made = problem(503, "unavailable", "Not possible at the moment", "Nothing was changed. Try again.");
  made.retry_after_s = 1;
  return made;
}

Problem problem_of(StoreError error) {
  switch (error) {
    case StoreError::conflict:
      return conflict("changed-meanwhile", "Somebody else changed it at the same time.");
    case StoreError::unavailable:
      return unavailable();
    case StoreError::unknown: {
      Problem made = unavailable();
      made.detail = "It is not known whether it was done. Look again.";
      return made;
    }
  }
  LAMPLIGHT_CHECK(false && "an error outside the enumeration");
}

Problem problem_of(Decision decision) {
  switch (decision) {
    case Decision::allowed:
      break;
    case Decision::sign_in:
      return not_signed_in();
    case Decision::forbidden:
      return forbidden();
    case Decision::hidden:
      return not_found();
    case Decision::locked:
      return locked();
  }
  LAMPLIGHT_CHECK(false && "an allowed request is no problem");
}

Answer answer_of(const Problem& problem) {
  Answer answer;
  answer.status = problem.status;
  answer.content_type = "application/problem+json";
  answer.body = problem_view(problem);
  if (problem.retry_after_s > 0) answer.headers.emplace_back("Retry-After", std::to_string(problem.retry_after_s));
  if (!problem.allow.empty()) answer.headers.emplace_back("Allow", problem.allow);
  if (problem.status == 401) answer.headers.emplace_back("WWW-Authenticate", "Bearer");
  return answer;
}

}  // namespace lamplight::server::http
