// Part after part, joined by dots.
#include "dispatch/signal_words.h"

#include "model/alarm_kind.h"

namespace lamplight {

std::string flags_text(const Signal& signal) {
  std::string text;
  for (const SignalFlag flag : signal.flags) {
    if (!text.empty()) text += ',';
    text += name_of(flag);
  }
  return text;
}

std::string words_of(const Signal& signal, const ResidentCard* resident) {
  std::string text = signal.text;
  const auto add = [&text](const std::string& more) {
    if (more.empty()) return;
    if (!text.empty()) text += " · ";
    text += more;
  };
  add(signal.room);
  add(signal.trigger);
  add(signal.unreadable_reason);
  if (signal.about) add("about " + signal.about->text());
  for (const std::string& member : signal.odd) add("not understood: " + member);
  if (resident != nullptr && resident->high_risk && facts_of(signal.kind).foldable) add("high risk: " + resident->name);
  add(flags_text(signal));
  return text;
}

}  // namespace lamplight
