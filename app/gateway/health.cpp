// What the gateway says of itself on its own port, to those who run it.
#include "service.h"

namespace tirkeu::gateway {

namespace {
constexpr char kText[] = "text/plain; charset=utf-8";
constexpr char kPrometheus[] = "text/plain; version=0.0.4; charset=utf-8";
constexpr int kUnavailable = 503;

class Page
{
public:
    void family(const char* name, const char* type, const char* help)
    {
        m_text += QByteArray("# HELP ") + name + ' ' + help + "\n# TYPE " + name + ' ' + type + '\n';
        m_name = name;
    }
    void line(double value, const QByteArray& labels = {}, const char* suffix = "")
    {
        m_text += m_name + suffix + (labels.isEmpty() ? QByteArray() : '{' + labels + '}') + ' ' +
                  QByteArray::number(value, 'g', 15) + '\n';
    }
    void one(const char* name, const char* type, const char* help, double value)
    {
        family(name, type, help);
        line(value);
    }
    [[nodiscard]] QByteArray text() const { return m_text; }

private:
    QByteArray m_text;
    QByteArray m_name;
};
} // namespace

wire::HttpReply Service::tell(const wire::HttpQuestion& question)
{
    if (question.method != "GET")
        return {.status = 405, .contentType = kText, .body = "GET\n"};
    if (question.path == "/health")
        return {.contentType = kText, .body = "alive\n"};
    if (question.path == "/ready")
        return ready();
    if (question.path == "/metrics")
        return metrics();
    return {.status = 404, .contentType = kText, .body = "/health /ready /metrics\n"};
}

wire::HttpReply Service::ready()
{
    const auto not_ = [](const char* why) {
        return wire::HttpReply{.status = kUnavailable, .contentType = kText, .body = QByteArray(why) + '\n'};
    };
    if (m_stopping)
        return not_("stopping");
    if (!m_book->current())
        return not_("no criteria in force");
    if (!m_engine->checkAlive())
        return not_("store does not take writes");
    return {.contentType = kText, .body = "ready\n"};
}

wire::HttpReply Service::metrics()
{
    Page page;
    const reference::Reference::Figures figures = m_reference->figures();
    page.family("tirkeu_packages_total", "counter", "Packages by verdict since the start");
    page.line(double(figures.accepted), R"(verdict="accepted")");
    page.line(double(figures.pending), R"(verdict="chain-pending")");
    page.line(double(figures.refused), R"(verdict="refused")");
    page.line(double(figures.repeated), R"(verdict="repeated")");
    page.one("tirkeu_alarms_total", "counter", "What security has to hear of", double(figures.alarms));
    page.family("tirkeu_relayed_total", "counter", "Questions handed on to services outside the bank");
    page.line(double(figures.relayed), R"(answered="yes")");
    page.line(double(figures.relayedInVain), R"(answered="no")");
    page.family("tirkeu_ingest_seconds_total", "counter", "Time of all threads by step");
    page.line(figures.secondsOpening, R"(step="opening")");
    page.line(figures.secondsJudging, R"(step="judging")");
    page.line(figures.secondsStoring, R"(step="storing")");
    if (const auto counts = m_engine->counts()) {
        page.family("tirkeu_stored", "gauge", "What the reference database holds");
        page.line(double(counts->packages), R"(what="packages")");
        page.line(double(counts->pending), R"(what="pending")");
        page.line(double(counts->refused), R"(what="refused")");
        page.line(double(counts->people), R"(what="people")");
        page.line(double(counts->templates), R"(what="templates")");
        page.line(double(counts->entries), R"(what="journal-entries")");
        page.line(double(counts->evidence), R"(what="evidence")");
    }
    const reference::PalmGallery::Figures palms = m_palms->figures();
    page.family("tirkeu_palms", "gauge", "Enrolled hands as the duplicate search holds them");
    page.line(double(palms.hands), R"(what="hands")");
    page.line(double(palms.unreadable), R"(what="unreadable")");
    page.line(double(palms.stuck), R"(what="stuck")");
    page.line(double(palms.bytes), R"(what="bytes")");
    page.one("tirkeu_palm_searches_total", "counter", "Hands searched for duplicates", double(palms.searched));
    page.one("tirkeu_palm_suspicions_total", "counter", "Searches that found another client's palm",
        double(palms.suspected));
    page.one("tirkeu_palm_search_seconds_total", "counter", "Time of the searches", palms.secondsSearching);
    page.one("tirkeu_connections", "gauge", "Lines that stand", m_server ? m_server->connections() : 0);
    const std::lock_guard lock(m_mutex);
    page.one("tirkeu_handshakes_refused_total", "counter", "Lines that came to no question", double(m_handshakes));
    page.family("tirkeu_requests_total", "counter", "Questions by route and status");
    const auto labels = [](const auto& key) {
        return "route=\"" + key.first + "\",status=\"" + QByteArray::number(key.second) + '"';
    };
    for (auto tally = m_tallies.cbegin(); tally != m_tallies.cend(); ++tally)
        page.line(double(tally->count), labels(tally.key()));
    page.family("tirkeu_request_seconds_total", "counter", "Time of answers by route and status");
    for (auto tally = m_tallies.cbegin(); tally != m_tallies.cend(); ++tally)
        page.line(tally->seconds, labels(tally.key()));
    return {.contentType = kPrometheus, .body = page.text()};
}

} // namespace tirkeu::gateway
