// The parts of a person's file: a name, a statement, its columns.
#include "db/person_file.h"

#include <array>

#include "db/statements_privacy.h"

namespace lamplight::db {
namespace {

struct PartColumn {
  std::string_view name;
  CellType type = CellType::text;
};

struct PartShape {
  std::string_view name;
  std::string_view statement;
  std::vector<PartColumn> columns;
};

const std::vector<PartShape>& shapes() {
  using enum CellType;
  static const std::vector<PartColumn> consent{{"to", text},         {"relation", text},     {"status", truth},
                                               {"incidents", truth}, {"vital_signs", truth}, {"location", truth},
                                               {"agreed_at", time},  {"withdrawn_at", time}};
  static const std::vector<PartShape> all{
      {"consents", k_export_consents, consent},
      {"past_consents", k_export_past_consents, consent},
      {"broken_glass",
       k_export_glass,
       {{"at", time}, {"until", time}, {"who", text}, {"reason", text}, {"reviewed_at", time}, {"review", text}}},
      {"devices",
       k_export_devices,
       {{"id", text}, {"model", text}, {"room", text}, {"district", text}, {"retired", truth}}},
      {"care_plan", k_export_care_plan, {{"version", whole}, {"changed_at", time}, {"plan", text}}},
      {"plans",
       k_export_plans,
       {{"id", text},
        {"name", text},
        {"kind", text},
        {"time", text},
        {"step", whole},
        {"action", text},
        {"width", whole},
        {"wait_ms", whole}}},
      {"files",
       k_export_files,
       {{"id", text}, {"kind", text}, {"content_type", text}, {"bytes", whole}, {"added_at", time}}},
      {"incidents",
       k_export_incidents,
       {{"id", text},
        {"kind", text},
        {"priority", whole},
        {"state", text},
        {"opened_at", time},
        {"ended_at", time},
        {"outcome", text}}},
      {"history", k_export_history, {{"incident", text}, {"at", time}, {"what", text}, {"who", text}, {"words", text}}},
      {"evidence",
       k_export_evidence,
       {{"incident", text},
        {"at", time},
        {"source", text},
        {"device", text},
        {"alarm", text},
        {"kind", text},
        {"text", text}}},
      {"messages",
       k_export_messages,
       {{"incident", text},
        {"at", time},
        {"to", text},
        {"name", text},
        {"address", text},
        {"about", text},
        {"channel", text},
        {"state", text},
        {"sent_at", time},
        {"delivered_at", time}}},
      {"readings", k_export_readings, {{"at", time}, {"name", text}, {"value", number}, {"device", text}}},
      {"days",
       k_export_days,
       {{"day", time}, {"name", text}, {"count", whole}, {"total", number}, {"least", number}, {"most", number}}},
      {"scores", k_export_scores, {{"at", time}, {"least", whole}, {"most", whole}, {"response", text}}},
      {"seen_by", k_export_audit, {{"at", time}, {"who", text}, {"what", text}, {"detail", text}}},
  };
  return all;
}

}  // namespace

Result<std::vector<PersonPart>, StoreError> PersonFile::parts(const ResidentId& id) {
  return pool_.run<std::vector<PersonPart>>([&](Session& session) {
    std::vector<PersonPart> parts;
    for (const PartShape& shape : shapes()) {
      PersonPart part{shape.name, {}, {}, {}};
      for (const PartColumn& column : shape.columns) {
        part.columns.push_back(column.name);
        part.types.push_back(column.type);
      }
      const Param key = shape.name == "seen_by" ? Param("resident:" + id.text()) : Param(id);
      session.query(shape.statement, {key}, [&](const Row& row) {
        std::vector<Cell> cells;
        for (unsigned i = 0; i < part.types.size(); ++i) cells.push_back(cell_of(row, i, part.types[i]));
        part.rows.push_back(std::move(cells));
      });
      parts.push_back(std::move(part));
    }
    return parts;
  });
}

}  // namespace lamplight::db
