// Kept first, told then.
#include "server/finding_book.h"

#include <spdlog/spdlog.h>

#include "server/finding_teller.h"

namespace lamplight::server {

void FindingBook::remember(const Finding& finding) {
  open_.emplace(Key{finding.subject, finding.rule}, finding);
}

bool FindingBook::is_open(const std::string& subject, std::string_view rule) const {
  return open_.count({subject, std::string(rule)}) > 0;
}

std::vector<Finding> FindingBook::open() const {
  std::vector<Finding> findings;
  for (const auto& [key, finding] : open_) findings.push_back(finding);
  return findings;
}

void FindingBook::begin(Finding finding) {
  to_begin_.push_back(std::move(finding));
}

void FindingBook::end(const std::string& subject, std::string_view rule, Instant at, std::string text) {
  Finding finding{.subject = subject, .rule = std::string(rule)};
  finding.ended_at = at;
  finding.end_text = std::move(text);
  open_.erase({subject, finding.rule});
  refused_.erase({subject, finding.rule});
  to_end_.push_back(std::move(finding));
}

void FindingBook::write() {
  if (to_begin_.empty() && to_end_.empty()) return;
  const auto begun = findings_.begin(to_begin_);
  if (!begun) return;
  for (const Finding& finding : begun.value()) {
    spdlog::info("finding.begun rule={} subject={}", finding.rule, finding.subject);
    open_.emplace(Key{finding.subject, finding.rule}, finding);
    refused_.erase({finding.subject, finding.rule});
  }
  for (Finding& finding : to_begin_) {
    const Key key{finding.subject, finding.rule};
    if (open_.count(key) == 0) refused_.emplace(key, std::move(finding));
  }
  figures_.begun += static_cast<std::int64_t>(begun.value().size());
  to_begin_.clear();
  if (!findings_.end(to_end_)) return;
  figures_.ended += static_cast<std::int64_t>(to_end_.size());
  to_end_.clear();
  teller_.look_now();
}

void FindingBook::try_refused_again() {
  if (refused_.empty()) return;
  const auto open = findings_.open();
  if (!open) return;
  for (const Finding& finding : open.value()) {
    const Key key{finding.subject, finding.rule};
    if (refused_.erase(key) > 0) open_.emplace(key, finding);
  }
  for (auto& [key, finding] : refused_) to_begin_.push_back(std::move(finding));
  refused_.clear();
}

}  // namespace lamplight::server
