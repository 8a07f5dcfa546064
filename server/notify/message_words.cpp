// Sentences, and the reading of answers.
#include "server/notify/message_words.h"

#include <algorithm>
#include <array>

#include "model/alarm_kind.h"

namespace lamplight::server {
namespace {

struct KindWords {
  std::string_view kind, zh, en;
};
constexpr std::array k_kinds{
    KindWords{"sos", "紧急呼叫", "pressed for help"},
    KindWords{"fall", "跌倒", "fall"},
    KindWords{"smoke", "烟雾", "smoke"},
    KindWords{"gas", "燃气泄漏", "gas"},
    KindWords{"co", "一氧化碳", "carbon monoxide"},
    KindWords{"heat", "高温", "heat"},
    KindWords{"water", "漏水", "water"},
    KindWords{"cold", "室温过低", "cold home"},
    KindWords{"intruder", "有人闯入", "intruder"},
    KindWords{"wandering", "走失", "wandering"},
    KindWords{"bed_exit", "离床未归", "out of bed"},
    KindWords{"no_motion", "长时间无活动", "no motion"},
    KindWords{"medication_missed", "漏服药", "medication missed"},
    KindWords{"vital", "生命体征异常", "vital signs"},
    KindWords{"service", "服务请求", "service wanted"},
};

std::string kind_words(const std::string& kind, bool zh) {
  const auto found = std::find_if(k_kinds.begin(), k_kinds.end(), [&](const KindWords& w) { return w.kind == kind; });
  if (found == k_kinds.end()) return zh ? "警报" : "alarm";
  return std::string(zh ? found->zh : found->en);
}

// "Fall: Li Xiuying, Guzhen"
std::string about_whom(const db::MessageFacts& facts, bool zh) {
  std::string text = kind_words(facts.kind_text, zh);
  if (!facts.resident_name.empty()) text += (zh ? "：" : ": ") + facts.resident_name;
  const std::string& area = zh ? facts.area : facts.area_en;
  if (!area.empty()) text += (zh ? "，" : ", ") + area;
  return text;
}

std::string who_comes(const db::MessageFacts& facts, bool zh) {
  const std::string name = facts.worker_name.empty() ? (zh ? "护理员" : "A care worker") : facts.worker_name;
  if (!facts.eta_s) return zh ? name + "正在处理。" : name + " has taken it.";
  const std::string minutes = std::to_string((*facts.eta_s + 59) / 60);
  return zh ? name + "将前往，约" + minutes + "分钟。" : name + " is going, about " + minutes + " min.";
}

std::string offer_text(const Message& message, bool zh) {
  return zh ? "能去请回复 Y" + message.code + "，不能去请回复 N" + message.code + "。"
            : "Answer Y" + message.code + " if you go, N" + message.code + " if not.";
}

std::string sentence(const Message& message, const db::MessageFacts& facts, const std::string& address, bool zh) {
  switch (message.about) {
    case MessageAbout::offered: return offer_text(message, zh);
    case MessageAbout::assigned:
      if (address.empty()) return zh ? "已派给您，请出发。" : "It is yours. Please set out.";
      return zh ? "已派给您，请出发。地址：" + address : "It is yours. Please set out. Address: " + address;
    case MessageAbout::taken_back: return zh ? "不再需要您前往。" : "You are not needed there any more.";
    case MessageAbout::contact_due:
      return zh ? "目前还没有人能到场，请您尽快联系或前往查看。" : "Nobody could be sent yet. Please call or go there now.";
    case MessageAbout::dispatchers_called: return zh ? "还没有人前往，请处理。" : "Nobody goes yet. Please take it.";
    case MessageAbout::emergency_number:
      return zh ? "请拨打急救电话。" : "Please call the emergency number.";
    case MessageAbout::coming: return who_comes(facts, zh);
    case MessageAbout::ended: return zh ? "已经结束。" : "It is over.";
    case MessageAbout::question: return zh ? "您需要帮助吗？" : "Do you need help?";
  }
  return {};
}

// Answers come from old phones: full-width letters and blanks are taken as meant.
std::string simplified(const std::string& text) {
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte == 0xef && i + 2 < text.size()) {  // U+FF01 … U+FF5E are ASCII, full width
      const unsigned code = (0xfU << 12) | ((static_cast<unsigned char>(text[i + 1]) & 0x3fU) << 6) |
                            (static_cast<unsigned char>(text[i + 2]) & 0x3fU);
      if (code >= 0xff01 && code <= 0xff5e) {
        plain += static_cast<char>(code - 0xfee0);
        i += 2;
        continue;
      }
    }
    plain += static_cast<char>(byte >= 'A' && byte <= 'Z' ? byte + 32 : byte);
  }
  std::transform(plain.begin(), plain.end(), plain.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return plain;
}

bool is_one_of(const std::string& word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace

bool speaks_chinese(const std::string& language) { return language.starts_with("zh") || language.starts_with("yue"); }

Worded words_of(const Message& message, const db::MessageFacts& facts, const std::string& language,
                const std::string& address) {
  const bool zh = speaks_chinese(language);
  Worded worded;
  worded.subject = about_whom(facts, zh);
  worded.text = sentence(message, facts, address, zh);
  worded.loud = message.loud;
  return worded;
}

std::string code_words(const std::string& code, const std::string& language) {
  if (speaks_chinese(language)) return code + " 是您登录 Lamplight 的验证码，10 分钟内有效。请勿告诉任何人。";
  return code + " is your Lamplight sign-in code, good for 10 minutes. Tell it to nobody.";
}

AnswerRead read_answer(const std::string& text) {
  AnswerRead read;
  std::string word;
  std::string digits;
  for (const char c : simplified(text)) {
    const auto byte = static_cast<unsigned char>(c);
    if (c >= '0' && c <= '9') {
      digits += c;
    } else if (byte >= 0x80 || (c >= 'a' && c <= 'z')) {
      word += c;
    }
  }
  for (const std::string_view mark : {"。", "，", "！", "、"}) {
    for (std::size_t at = word.find(mark); at != std::string::npos; at = word.find(mark)) word.erase(at, mark.size());
  }
  if (digits.size() == 3) read.code = digits;
  const bool digits_fit = digits.empty() || digits.size() == 3;
  if (digits_fit && is_one_of(word, {"y", "yes", "ok", "好", "好的", "是", "去", "来", "能", "接", "接受", "可以"})) {
    read.answer = Meant::yes;
  } else if (digits_fit && is_one_of(word, {"n", "no", "不", "否", "不去", "不来", "不能", "拒绝", "不行"})) {
    read.answer = Meant::no;
  }
  return read;
}

std::string bare_number(const std::string& phone) {
  std::string digits;
  for (const char c : phone) {
    if (c >= '0' && c <= '9') digits += c;
  }
  if (digits.starts_with("0086")) return digits.substr(4);
  if (digits.starts_with("86") && digits.size() > 11) return digits.substr(2);
  return digits;
}

}  // namespace lamplight::server
