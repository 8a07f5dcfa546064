// Measurements, timelines and audit rows as JSON. Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "db/audit_trail.h"
#include "db/dead_letters.h"
#include "db/resident_story.h"
#include "devices/news2_course.h"

namespace lamplight::server::http {

[[nodiscard]] std::string reading_page_view(const std::vector<Reading>& readings,
                                            const std::optional<std::string>& next);
[[nodiscard]] std::string bucket_page_view(const std::vector<db::ReadingBucket>& buckets,
                                           const std::optional<std::string>& next);
[[nodiscard]] std::string timeline_view(const std::vector<db::StoryLine>& lines,
                                        const std::optional<std::string>& next);
[[nodiscard]] std::string audit_page_view(const std::vector<db::AuditRow>& rows,
                                          const std::optional<std::string>& next);
[[nodiscard]] std::string dead_letter_view(const db::DeadLetter& letter);
[[nodiscard]] std::string dead_letter_page_view(const std::vector<db::DeadLetter>& letters,
                                                const std::optional<std::string>& next);

// `course`: the score over time, where it was asked for.
[[nodiscard]] std::string score_view(const News2& score, const std::optional<std::vector<News2Moment>>& course);

}  // namespace lamplight::server::http
