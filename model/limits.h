// Every bound of Lamplight, with its reason.
#pragma once

#include <chrono>
#include <cstddef>

#include "model/time.h"

namespace lamplight::limits {

using namespace std::chrono_literals;

// --- What a home may send (contracts §2) ---
inline constexpr std::size_t alarm_bytes_max = std::size_t{8} * 1024;  // a longer one is unreadable, kept cut
inline constexpr std::size_t status_bytes_max = std::size_t{8} * 1024;
inline constexpr std::size_t readings_bytes_max = std::size_t{64} * 1024;
inline constexpr std::size_t pack_records_max = 500;
inline constexpr std::size_t json_depth_max = 8;           // our messages need three levels
inline constexpr std::size_t json_members_max = 256;       // of one object; keys are compared pairwise
inline constexpr std::size_t kind_bytes_max = 64;          // an unknown kind is kept up to here
inline constexpr std::size_t alarm_text_bytes_max = 1024;  // words of an alarm shown to a dispatcher
inline constexpr std::size_t label_bytes_max = 96;         // trigger and room; thirty Chinese characters
inline constexpr std::size_t message_bytes_max =
    std::size_t{128} * 1024;                           // of the broker: a longer one is never delivered
inline constexpr std::size_t firmware_bytes_max = 64;  // the column's width
inline constexpr int rssi_dbm_min = -150;              // below any receiver's floor
inline constexpr int rssi_dbm_max = 20;                // above any transmitter of a home
inline constexpr Seconds heartbeat_max = 7 * 24h;      // a device that promises less often promises nothing
inline constexpr Millis clock_ahead_max = 10min;       // a device time further ahead is replaced
inline constexpr Instant device_time_min = std::chrono::sys_days{std::chrono::year{2000} / 1 / 1};

// --- Repeats (contracts §2) ---
inline constexpr Millis repeat_after_close = 10min;     // a known id is a repeat this long after closing
inline constexpr Millis unreadable_same_bytes = 10min;  // same bytes, same device: one unreadable alarm

// --- Queues (design: a full alarm queue refuses, readings drop the oldest) ---
inline constexpr std::size_t arrivals_max = 65'536;           // a storm of 50,000 fits
inline constexpr std::size_t arrivals_bytes_max = std::size_t{256} * 1024 * 1024;  // a storm of 4 KiB each; memory stays bounded
inline constexpr std::size_t journal_entries_max = 200'000;     // some 100 MB of disk, and as much memory; four storms
inline constexpr std::size_t readings_queue_max = 20'000;     // packs; about four seconds of a saturated broker
inline constexpr std::size_t readings_queue_bytes_max = std::size_t{128} * 1024 * 1024;  // the same, for long packs
inline constexpr std::size_t intake_batch_max = 200;          // alarms a transaction: limits.md, ≤ 200 keeps latency unchanged
inline constexpr std::size_t readings_batch_max = 1'000;      // rows an INSERT: limits.md, 160,000 rows/s
inline constexpr Millis readings_batch_wait = 100ms;
inline constexpr std::size_t letter_reason_bytes_max = 360;  // the column takes 400 characters
inline constexpr Seconds readings_kept = 92 * 24h;           // a quarter, so that a trend has its baseline
inline constexpr Seconds partitions_ahead = 7 * 24h;         // a monitor may stay away for a week
inline constexpr Seconds partitions_every = 1h;
inline constexpr std::size_t timer_batch_max = 50;
inline constexpr std::size_t outbox_batch_max = 200;

// --- Timers (I6: never early, at most 250 ms late) ---
inline constexpr Millis timer_poll = 50ms;
inline constexpr Millis outbox_poll = 500ms;
inline constexpr Millis outbox_claim_age = 1s;  // the sweeper leaves rows to their own committer this long

// --- Live feed (contracts §3, I12) ---
inline constexpr Millis live_tick = 2s;
inline constexpr Millis live_poll = 250ms;  // changes made by other instances are seen this late
inline constexpr std::size_t live_buffer_bytes_max =
    std::size_t{4} * 1024 * 1024;  // a slower client is cut and gets a new snapshot

// --- Storms (design §4): this many foldable signals of one district in a minute are one area incident ---
inline constexpr std::size_t storm_signals_min = 10;
inline constexpr Millis storm_window = 60s;

// --- Clocks of an incident in hand (standards.md §1: attendance within 45 min) ---
inline constexpr Millis manual_offer_wait = 60s;  // an offer made by a dispatcher
inline constexpr Millis depart_within = 3min;
inline constexpr Millis depart_again_within = 2min;  // then the incident is taken back and offered anew
inline constexpr Millis arrive_slack = 5min;         // beyond one and a half times the travel told
inline constexpr Millis arrive_again_within = 5min;
inline constexpr Millis resolve_within = 60min;  // then the worker is checked upon
inline constexpr Millis resolve_again_within = 15min;
inline constexpr Millis close_within = 30min;
inline constexpr Millis close_again_within = 60min;
inline constexpr Millis acknowledged_wait = 5min;  // a dispatcher who took it has this long for the next step
inline constexpr Millis raised_wait = 60s;         // a second press brings the deadline at least this near
inline constexpr Millis claim_silent = 90s;        // a desk that is not heard of this long has lost what it claimed
inline constexpr Millis service_ahead = 30min;     // a worker is asked this long before the wished-for time
inline constexpr Seconds service_wish_max = 366 * 24h;
inline constexpr Millis test_shown = 5min;         // a test ends by itself

// --- Retries ---
inline constexpr int transaction_attempts_max = 8;  // whole decisions, on 1213, 1205, 1020 and lost versions

// --- HTTP ---
inline constexpr std::size_t body_bytes_max = std::size_t{64} * 1024;
inline constexpr std::size_t page_items_default = 50;
inline constexpr std::size_t page_items_max = 500;

// --- Text a person writes ---
inline constexpr std::size_t note_bytes_max = std::size_t{4} * 1024;

}  // namespace lamplight::limits
