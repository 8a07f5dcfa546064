// A map behind a mutex. It knows no incidents, so no device has said anything itself.
#include "db/memory_findings.h"

#include <algorithm>

namespace lamplight::db {

Result<std::vector<Finding>, FindingsError> MemoryFindings::begin(const std::vector<Finding>& findings) {
  const std::lock_guard lock{mutex_};
  std::vector<Finding> begun;
  for (const Finding& f : findings) {
    if (findings_.emplace(Key{f.subject, f.rule}, f).second) begun.push_back(f);
  }
  return begun;
}

Result<Done, FindingsError> MemoryFindings::end(const std::vector<Finding>& findings) {
  const std::lock_guard lock{mutex_};
  for (const Finding& f : findings) {
    const auto kept = findings_.find({f.subject, f.rule});
    if (kept == findings_.end() || kept->second.ended_at) continue;
    kept->second.ended_at = std::max(f.ended_at.value_or(kept->second.started_at), kept->second.started_at);
    kept->second.end_text = f.end_text;
  }
  return Done{};
}

Result<Done, FindingsError> MemoryFindings::received(const Finding& finding, bool ending) {
  const std::lock_guard lock{mutex_};
  const auto kept = findings_.find({finding.subject, finding.rule});
  if (kept == findings_.end() || kept->second.started_at != finding.started_at) return Done{};
  if (!ending) {
    kept->second.received = true;
  } else if (kept->second.ended_at) {
    findings_.erase(kept);
  }
  return Done{};
}

Result<std::vector<Finding>, FindingsError> MemoryFindings::untold(std::size_t max) {
  const std::lock_guard lock{mutex_};
  std::vector<Finding> found;
  for (const auto& [key, finding] : findings_) {
    if (!finding.received || finding.ended_at) found.push_back(finding);
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const Finding& a, const Finding& b) { return a.started_at < b.started_at; });
  if (found.size() > max) found.resize(max);
  return found;
}

Result<std::vector<Finding>, FindingsError> MemoryFindings::open() {
  const std::lock_guard lock{mutex_};
  std::vector<Finding> found;
  for (const auto& [key, finding] : findings_) {
    if (!finding.ended_at) found.push_back(finding);
  }
  return found;
}

}  // namespace lamplight::db
