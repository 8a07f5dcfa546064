// Gathering needs from the kind, the record and the rules about evidence.
#include "dispatch/needs.h"

#include <algorithm>
#include <set>

namespace lamplight {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool contains(std::string_view words, std::string_view part) {
  const auto same = [](char a, char b) { return lower(a) == lower(b); };
  return std::search(words.begin(), words.end(), part.begin(), part.end(), same) != words.end() || part.empty();
}

bool is(const std::optional<AlarmKind>& wanted, AlarmKind kind) { return !wanted || *wanted == kind; }

// Of two kinds either may have come first.
bool fits(const EvidenceRule& rule, const Said& said) {
  if (!contains(said.words, rule.says)) return false;
  if (!rule.beside) return is(rule.kind, said.kind);
  if (!said.beside) return false;
  return (is(rule.kind, said.kind) && rule.beside == said.beside) ||
         (is(rule.kind, *said.beside) && *rule.beside == said.kind);
}

}  // namespace

std::vector<SkillCode> needs_of(const ResidentCard* resident, AlarmKind kind, const Policies& policies) {
  std::set<SkillCode> all;
  if (resident != nullptr) all.insert(resident->needs.begin(), resident->needs.end());
  if (const auto found = policies.needs.find(kind); found != policies.needs.end()) {
    all.insert(found->second.begin(), found->second.end());
  }
  return {all.begin(), all.end()};
}

std::vector<SkillCode> needs_of(const ResidentCard* resident, const Said& said, const Policies& policies) {
  const std::vector<SkillCode> usual = needs_of(resident, said.kind, policies);
  std::set<SkillCode> all(usual.begin(), usual.end());
  for (const EvidenceRule& rule : policies.evidence) {
    if (fits(rule, said)) all.insert(rule.needs.begin(), rule.needs.end());
  }
  return {all.begin(), all.end()};
}

}  // namespace lamplight
