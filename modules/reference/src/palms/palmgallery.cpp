#include <reference/palmgallery.h>

#include "palms/sealedstream.h"
#include "sealing.h"

#include <core/json.h>
#include <core/log.h>
#include <palm/decision.h>

#include <algorithm>
#include <chrono>
#include <system_error>
#include <thread>

namespace tirkeu::reference {

using casefile::Hand;

namespace {
Q_LOGGING_CATEGORY(logPalms, "tirkeu.palms")
constexpr ErrorCode kStopped{"reference.gallery-stopped"};
constexpr ErrorCode kNoCriteria{"reference.no-criteria-in-force"};
constexpr ErrorCode kKeyed{"reference.hand-unreadable"};
constexpr int kPage = 500;
constexpr int kSearchedAtOnce = 16;
constexpr std::size_t kCandidates = 10;
constexpr int kLooks = 3;
/// The matcher's score is the criteria's value of 0 to 1 times this.
constexpr double kScoreOfOne = 10;

/// Both palms of a person, as far as they are there.
template<typename T>
struct Pair
{
    std::optional<T> right;
    std::optional<T> left;
    [[nodiscard]] std::optional<T>& at(Hand hand) { return hand == Hand::Right ? right : left; }
};

std::optional<palm::Decision> decided(
    const std::optional<palm::Probe>& probe, const std::optional<palm::PalmTemplate>& stored)
{
    if (!probe || !stored)
        return {};
    return palm::decide(*probe, *stored);
}

/// One palm alone is asked for the criteria's threshold; two together can claim more, and more is asked of them.
bool isSamePerson(const Pair<palm::Probe>& probe, const Pair<palm::PalmTemplate>& other, double threshold)
{
    const auto right = decided(probe.right, other.right);
    const auto left = decided(probe.left, other.left);
    const double asked = threshold * kScoreOfOne;
    if (right && left)
        return palm::fusePalms(*left, *right).measured.score >= std::max(asked, palm::kBothPalmsThreshold);
    if (!right && !left)
        return false;
    return (right ? *right : *left).measured.score >= asked;
}
} // namespace

PalmGallery::PalmGallery(Settings settings, PalmStore& store, const CriteriaBook& book, const core::Clock& clock)
    : m_settings(std::move(settings))
    , m_store(store)
    , m_book(book)
    , m_clock(clock)
    , m_right(std::make_unique<palm::Gallery>())
    , m_left(std::make_unique<palm::Gallery>())
{
}

PalmGallery::~PalmGallery() = default;

palm::Gallery& PalmGallery::galleryOf(Hand hand)
{
    return hand == Hand::Left ? *m_left : *m_right;
}

qint64 PalmGallery::held() const
{
    return static_cast<qint64>(m_right->size() + m_left->size() + m_unreadable.size());
}

void PalmGallery::forget()
{
    m_right = std::make_unique<palm::Gallery>();
    m_left = std::make_unique<palm::Gallery>();
    m_unreadable.clear();
    m_number = 0;
    m_written = 0;
}

void PalmGallery::noteSize()
{
    const std::lock_guard lock(m_mutex);
    m_figures.unreadable = static_cast<qint64>(m_unreadable.size());
    m_figures.hands = held() - m_figures.unreadable;
    m_figures.bytes = static_cast<qint64>(m_right->bytes() + m_left->bytes());
    m_figures.number = m_number;
}

PalmGallery::Figures PalmGallery::figures() const
{
    const std::lock_guard lock(m_mutex);
    return m_figures;
}

Result<> PalmGallery::open()
{
    if (!m_settings.snapshot.isEmpty()) {
        if (const Result<> read = readSnapshot(); !read)
            core::logInfo(logPalms()) << "the gallery is built from the store" << read.error();
    }
    const Result<bool> isOurs = isOfThisStore();
    if (!isOurs)
        return failure(isOurs);
    if (!*isOurs)
        forget();
    // Whatever the snapshot says, the store is right: of a store put back from a backup it may know too much.
    for (int look = 0; look < kLooks; ++look) {
        const Result<> caught = catchUp();
        const auto counts = caught ? m_store.handCounts() : failure(caught);
        if (!counts)
            return failure(counts);
        if (counts->standing == held() && m_number <= counts->last)
            return {};
    }
    core::logWarning(logPalms()) << "the gallery is not what the store holds, and is built anew";
    forget();
    return catchUp();
}

// The store's change of that number is the one that the gallery took in last. Where it was undone since, nothing is
// said, and the count of hands decides.
Result<bool> PalmGallery::isOfThisStore()
{
    if (m_number == 0)
        return true;
    const auto news = m_store.handsAfter(m_number - 1, 1);
    if (!news)
        return failure(news);
    const bool isSame = news->isEmpty() || news->constFirst().number != m_number;
    return isSame || news->constFirst().id.bytes() == m_last;
}

Result<> PalmGallery::catchUp()
{
    for (;;) {
        if (m_cancelled)
            return failure(kStopped, ErrorKind::Retry);
        const auto news = m_store.handsAfter(m_number, kPage);
        if (!news)
            return failure(news);
        for (const HandNews& one : *news)
            take(one);
        noteSize();
        if (news->size() < kPage)
            return {};
    }
}

void PalmGallery::take(const HandNews& news)
{
    m_number = news.number;
    const palm::HandKey& key = news.id.bytes();
    m_last = key;
    if (!news.isStanding) {
        if (!galleryOf(news.hand).remove(key))
            m_unreadable.erase(key);
        return;
    }
    const auto palm = palmOf(news.id, news.sealed);
    if (!palm) {
        core::logWarning(logPalms()) << "a hand cannot be searched" << palm.error();
        m_unreadable.insert(key);
        return;
    }
    galleryOf(news.hand).add(key, palm->code);
    const std::lock_guard lock(m_mutex);
    ++m_figures.fromStore;
}

Result<palm::PalmTemplate> PalmGallery::palmOf(const core::Uuid& id, QByteArrayView sealed) const
{
    const Result<QByteArray> bytes = openUnder(m_settings.dataKey, kLabelPart, id, sealed);
    auto palm = bytes ? palm::PalmTemplate::fromBytes(*bytes) : failure(bytes);
    if (palm && palm->isKeyed())
        return failure(kKeyed, ErrorKind::ServiceFault, id.toString());
    return palm;
}

Result<int> PalmGallery::work()
{
    int searched = 0;
    // One that cannot be read or answered goes on waiting, and is counted: to say it was searched would be untrue.
    std::set<palm::HandKey> stuck;
    for (;;) {
        if (const Result<> caught = catchUp(); !caught)
            return failure(caught);
        const auto hands =
            m_store.handsToSearch(kSearchedAtOnce + static_cast<int>(m_unreadable.size() + stuck.size()));
        if (!hands)
            return failure(hands);
        // What came between is taken in before anything is searched: of two who came together each finds the other.
        if (const Result<> caught = catchUp(); !caught)
            return failure(caught);
        const auto criteria = m_book.current();
        if (!criteria)
            return failure(kNoCriteria, ErrorKind::Retry);
        const std::size_t before = static_cast<std::size_t>(searched) + stuck.size();
        std::vector<const HandRow*> ready;
        for (const HandRow& hand : *hands) {
            if (m_unreadable.contains(hand.id.bytes()))
                stuck.insert(hand.id.bytes());
            else if (!stuck.contains(hand.id.bytes()))
                ready.push_back(&hand);
        }
        const auto outcomes = searchEach(ready, criteria->palm.thresholds.duplicate);
        for (std::size_t i = 0; i < ready.size(); ++i) {
            if (!outcomes[i])
                return failure(outcomes[i]);
            if (*outcomes[i])
                ++searched;
            else
                stuck.insert(ready[i]->id.bytes());
        }
        {
            const std::lock_guard lock(m_mutex);
            m_figures.stuck = static_cast<qint64>(stuck.size());
        }
        if (static_cast<std::size_t>(searched) + stuck.size() == before)
            return searched;
    }
}

// Each takes the next that nobody has taken: a search is one thread's from the scan to the answer, and they share no
// more than the galleries, which none of them changes.
std::vector<Result<bool>> PalmGallery::searchEach(const std::vector<const HandRow*>& hands, double threshold)
{
    std::vector<Result<bool>> outcomes(hands.size(), Result<bool>(false));
    std::atomic<std::size_t> next = 0;
    const auto search = [&] {
        for (std::size_t i = next++; i < hands.size(); i = next++) {
            outcomes[i] =
                m_cancelled ? Result<bool>(failure(kStopped, ErrorKind::Retry)) : searchOne(*hands[i], threshold);
        }
    };
    const std::size_t asked = m_settings.threads > 0 ? static_cast<std::size_t>(m_settings.threads)
                                                     : std::max(1U, std::thread::hardware_concurrency());
    std::vector<std::jthread> others;
    try {
        for (std::size_t n = 1; n < std::min(asked, hands.size()); ++n)
            others.emplace_back(search);
    } catch (const std::system_error& error) { // the machine gives no more of them: those that began do it all
        core::logWarning(logPalms()) << "fewer threads search than were asked for" << error.code().value();
    }
    search();
    others.clear(); // waits for them
    return outcomes;
}

Result<bool> PalmGallery::searchOne(const HandRow& hand, double threshold)
{
    if (const auto own = palmOf(hand.id, hand.sealed); !own) {
        core::logWarning(logPalms()) << "a hand cannot be searched" << own.error();
        return false;
    }
    const auto from = std::chrono::steady_clock::now();
    const auto candidates = candidatesFor(hand, threshold);
    if (!candidates)
        return failure(candidates);
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - from;
    std::optional<AnswerDraft> answer;
    if (*candidates > 0) {
        const auto ticket = openUnder(m_settings.dataKey, kLabelTicket, hand.id, hand.ticket);
        const auto fields = ticket ? core::readJson(*ticket) : failure(ticket);
        const auto caseId =
            fields ? core::Uuid::parse(fields->value(u"case").toString()) : Result<core::Uuid>(failure(fields));
        if (!caseId) {
            core::logWarning(logPalms()) << "whom to answer of a hand cannot be read" << caseId.error();
            return false;
        }
        answer = AnswerDraft{.workstation = fields->value(u"workstation").toString(),
            .kind = wire::Answer::Kind::Duplicate,
            .caseId = casefile::CaseId(*caseId),
            .time = m_clock.wall(),
            .fields = {{QStringLiteral("template"), hand.id.toString()}, {QStringLiteral("candidates"), *candidates}}};
    }
    const auto first = m_store.noteSearched(hand.id, answer);
    if (!first)
        return failure(first);
    const std::lock_guard lock(m_mutex);
    m_figures.secondsSearching += took.count();
    ++m_figures.searched;
    if (*first && *candidates > 0)
        ++m_figures.suspected;
    return true;
}

Result<int> PalmGallery::candidatesFor(const HandRow& hand, double threshold)
{
    const auto own = m_store.handsBeside(hand.id);
    if (!own)
        return failure(own);
    Pair<palm::Probe> probes;
    std::vector<palm::Candidate> candidates;
    for (const HandRow& one : *own) {
        const auto palm = palmOf(one.id, one.sealed);
        if (!palm)
            continue; // told when it was taken in
        probes.at(one.hand).emplace(*palm);
        if (one.id == hand.id)
            candidates = galleryOf(hand.hand).search(palm::shifted(palm->code), {.best = kCandidates});
    }
    std::set<QByteArray> like;
    for (const palm::Candidate& candidate : candidates) {
        const auto hands = m_store.handsBeside(core::Uuid::fromBytes(candidate.key));
        if (!hands)
            return failure(hands);
        if (hands->isEmpty() || hands->constFirst().subject == hand.subject ||
            like.contains(hands->constFirst().subject))
            continue;
        Pair<palm::PalmTemplate> other;
        for (const HandRow& one : *hands) {
            auto palm = palmOf(one.id, one.sealed);
            if (palm)
                other.at(one.hand) = *palm;
        }
        if (isSamePerson(probes, other, threshold))
            like.insert(hands->constFirst().subject);
    }
    return static_cast<int>(like.size());
}

} // namespace tirkeu::reference
