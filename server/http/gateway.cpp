// What an SMS gateway brings: receipts of what was sent, and answers of people.
//
// A gateway can neither sign in nor send a header, so it brings a key of its own ([notify] gateway_key), and may do
// nothing but this. A worker's "Y123" is her own accept, through the same desk as the app's.
#include <algorithm>

#include "db/password.h"
#include "server/http/handlers.h"
#include "server/http/problem.h"
#include "server/notify/message_words.h"

namespace lamplight::server::http {
namespace {

constexpr Seconds k_answers_for{2 * 3600};  // a message is answered within this, or it is about something else

bool key_fits(Api& api, const Call& call) {
  const std::string& key = api.parts.notify.gateway_key;
  return !key.empty() && db::same_secret(call.asked("key"), key);
}

// The gateway sends it to the telephone; an empty one it keeps to itself.
Handled said(const std::string& words) {
  Answer answer;
  answer.content_type = "text/plain; charset=utf-8";
  answer.body = words;
  return answer;
}

void show(Api& api, const Result<std::optional<IncidentId>, StoreError>& marked) {
  if (!marked || !marked.value()) return;
  Committed committed;
  committed.incidents = {*marked.value()};
  api.parts.live.committed({}, committed);
}

// The messages that this telephone has had, newest first.
std::vector<db::Answerable> had_by(const std::vector<db::Answerable>& all, const std::string& number) {
  std::vector<db::Answerable> had;
  if (number.empty()) return had;
  std::copy_if(all.begin(), all.end(), std::back_inserter(had),
               [&](const db::Answerable& one) { return bare_number(one.address) == number; });
  return had;
}

// The offer that an answer is about: by its code, or the only one there has been.
const db::Answerable* offer_meant(const std::vector<db::Answerable>& had, const std::string& code) {
  const db::Answerable* meant = nullptr;
  for (const db::Answerable& one : had) {
    if (one.about != MessageAbout::offered) continue;
    if (!code.empty() && one.code == code) return &one;
    if (!code.empty()) continue;
    if (meant != nullptr) return nullptr;
    meant = &one;
  }
  return meant;
}

std::string words_for(const DeskRefusal& refusal) {
  if (std::holds_alternative<Forbidden>(refusal.why)) return "已不再需要您前往。 Not needed any more.";
  return "暂时无法处理，请致电。 Not possible now, please call.";
}

Handled answer_offer(Api& api, const db::Answerable& offer, bool yes) {
  Command command;
  command.kind = yes ? CommandKind::accept : CommandKind::decline;
  command.who = offer.user.empty() ? offer.whom : offer.user;
  command.as_worker = WorkerId{offer.whom};
  command.text = "SMS";
  const auto done = api.parts.desk.command(offer.incident, command);
  if (!done) return said(words_for(done.error()));
  // Who accepts is told where by a message of its own, with its own receipt.
  return said(yes ? "" : "知道了。 Noted.");
}

}  // namespace

Handled take_receipt(Api& api, const Call& call) {
  if (!key_fits(api, call)) return Failure{not_signed_in()};
  const MessageId id{call.asked_code("message")};
  const std::string state = call.asked("state");
  const bool delivered = state == "1" || state == "delivered";
  const bool lost = state == "2" || state == "16" || state == "failed";
  if (!delivered && !lost) return said("");
  const auto marked = delivered ? api.messages.delivered(id, call.now)
                                : api.messages.undelivered(id, "not delivered to the telephone", call.now);
  if (!marked) return Failure{problem_of(marked.error())};
  show(api, marked);
  return said("");
}

Handled take_answer(Api& api, const Call& call) {
  if (!key_fits(api, call)) return Failure{not_signed_in()};
  const auto all = api.messages.answerable(call.now - k_answers_for);
  if (!all) return Failure{problem_of(all.error())};
  const auto had = had_by(all.value(), bare_number(call.asked("from")));
  if (had.empty()) return said("");
  const AnswerRead answer = read_answer(call.asked("text"));
  const db::Answerable* offer = answer.answer == Meant::other ? nullptr : offer_meant(had, answer.code);
  // What is no command is kept in the story, for the desk to read.
  show(api, api.messages.read(offer == nullptr ? had.front().id : offer->id,
                              offer == nullptr ? call.asked("text").substr(0, 500) : std::string(), call.now));
  if (offer != nullptr) return answer_offer(api, *offer, answer.answer == Meant::yes);
  const bool unclear = answer.answer != Meant::other && had.front().to == Recipient::worker;
  return said(unclear ? "请回复字母和三位数字。 Please answer with the letter and its three digits." : "");
}

}  // namespace lamplight::server::http
