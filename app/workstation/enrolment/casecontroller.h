#pragma once

#include "counter.h"
#include "theme/language.h"

#include <core/whendone.h>

namespace tirkeu::workstation {

/// The case that stands at the counter, for all its pages. One question at a time; what was answered is the case's
/// new state, or an error that leaves it as it was.
class CaseController : public QObject
{
    Q_OBJECT
public:
    explicit CaseController(Counter& counter);

    [[nodiscard]] Counter& counter() { return m_counter; }
    [[nodiscard]] const CounterRules& rules() const { return m_counter.rules(); }
    [[nodiscard]] const std::optional<CaseView>& view() const { return m_view; }
    [[nodiscard]] const criteria::Purpose* purpose() const;
    [[nodiscard]] bool isBusy() const { return m_busy; }
    /// What the client reads and hears: as the case was opened, or as they chose on their screen since.
    [[nodiscard]] Language clientLanguage() const;
    void setClientLanguage(Language language);
    /// The step that is to be done; Client while there is no case.
    [[nodiscard]] criteria::Step step() const;
    [[nodiscard]] const enrolment::PlannedStep* planned(criteria::Step step) const;

    /// Waits for an answer of the counter; `done` afterwards, with the new state in place.
    void follow(const Counter::Answer& answer, const std::function<void()>& done = {});
    void take(const casefile::CaseId& id) { follow(m_counter.take(id)); }
    void take(const CaseView& view); ///< of an answer that came another way
    void setBusy(bool busy);
    void fail(const Error& error);
    void leave(); ///< nothing stands at the counter

Q_SIGNALS:
    void changed(); ///< the case, or whether it is busy
    void clientLanguageChanged();
    void failed(const tirkeu::core::Error& error);

private:
    Counter& m_counter;
    std::optional<CaseView> m_view;
    std::optional<Language> m_clientLanguage;
    bool m_busy = false;
    quint64 m_generation = 0; ///< what was asked for a client who has left is not shown to the next
};

} // namespace tirkeu::workstation
