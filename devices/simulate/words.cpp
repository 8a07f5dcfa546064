// Short sentences that an old person understands when a loudspeaker says them.
#include "devices/simulate/words.h"

namespace lamplight::simulate {
namespace {

// Rounded up: she had rather be early than late.
int minutes_of(int eta_s) {
  return (eta_s + 59) / 60;
}

std::string arrival_english(const std::optional<int>& eta_s) {
  if (!eta_s) return "";
  const int minutes = minutes_of(*eta_s);
  if (minutes <= 1) return ", about a minute";
  return ", " + std::to_string(minutes) + " minutes";
}

std::string arrival_chinese(const std::optional<int>& eta_s) {
  if (!eta_s) return "";
  const int minutes = minutes_of(*eta_s);
  return "，约" + std::to_string(minutes < 1 ? 1 : minutes) + "分钟到";
}

std::string english(const Ack& ack, bool again) {
  const std::string who = ack.worker.empty() ? "Somebody" : ack.worker;
  switch (ack.state) {
    case AckState::received:
      return again ? "received: somebody else is being found for you" : "received: help is being organised";
    case AckState::assigned:
      return who + " is coming" + arrival_english(ack.eta_s);
    case AckState::on_the_way:
      return who + " is on the way" + arrival_english(ack.eta_s);
    case AckState::arrived:
      return who + " has arrived";
    case AckState::closed:
      return "closed: this call has ended";
    case AckState::cancelled:
      return "cancelled: nobody is coming any more";
    case AckState::rejected:
      return "not understood" + (ack.reason.empty() ? "" : ": " + ack.reason);
  }
  return {};
}

std::string chinese(const Ack& ack, bool again) {
  const std::string who = ack.worker.empty() ? "护理员" : ack.worker;
  switch (ack.state) {
    case AckState::received:
      return again ? "已收到：正在为您另找人员" : "已收到：正在安排帮助";
    case AckState::assigned:
      return who + "将上门" + arrival_chinese(ack.eta_s);
    case AckState::on_the_way:
      return who + "正在路上" + arrival_chinese(ack.eta_s);
    case AckState::arrived:
      return who + "已到达";
    case AckState::closed:
      return "已结束：本次呼叫已处理完毕";
    case AckState::cancelled:
      return "已取消：不再派人上门";
    case AckState::rejected:
      return "未能识别" + (ack.reason.empty() ? "" : "：" + ack.reason);
  }
  return {};
}

}  // namespace

std::string words_of(const Ack& ack, Language language, bool again) {
  return language == Language::chinese ? chinese(ack, again) : english(ack, again);
}

}  // namespace lamplight::simulate
