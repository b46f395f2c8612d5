#include "casecontroller.h"

#include <algorithm>

namespace tirkeu::workstation {

CaseController::CaseController(Counter& counter)
    : m_counter(counter)
{
}

const criteria::Purpose* CaseController::purpose() const
{
    if (!m_view)
        return nullptr;
    const auto found = std::ranges::find(rules().purposes, m_view->state.purpose, &criteria::Purpose::id);
    return found == rules().purposes.end() ? nullptr : &*found;
}

Language CaseController::clientLanguage() const
{
    if (m_clientLanguage)
        return *m_clientLanguage;
    return m_view ? core::languageFromCode(m_view->state.language).value_or(Language::Kazakh) : Language::Kazakh;
}

void CaseController::setClientLanguage(Language language)
{
    if (!m_view || language == clientLanguage())
        return;
    m_clientLanguage = language;
    Q_EMIT clientLanguageChanged();
}

criteria::Step CaseController::step() const
{
    if (!m_view)
        return criteria::Step::Client;
    // A case that was broken off has no step now but its signature.
    if (m_view->state.phase == casefile::Phase::Ended)
        return m_view->state.isSettled() ? criteria::Step::Slip : criteria::Step::Signing;
    return enrolment::stepNow(m_view->plan).value_or(criteria::Step::Slip);
}

const enrolment::PlannedStep* CaseController::planned(criteria::Step step) const
{
    if (!m_view)
        return nullptr;
    const auto found = std::ranges::find(m_view->plan, step, &enrolment::PlannedStep::step);
    return found == m_view->plan.end() ? nullptr : &*found;
}

void CaseController::follow(const Counter::Answer& answer, const std::function<void()>& done)
{
    setBusy(true);
    core::whenDone(answer, this, [this, done, generation = m_generation](const Result<CaseView>& result) {
        if (generation != m_generation)
            return;
        m_busy = false;
        if (!result) {
            Q_EMIT changed();
            Q_EMIT failed(result.error());
            return;
        }
        m_view = *result;
        Q_EMIT changed();
        if (done)
            done();
    });
}

void CaseController::take(const CaseView& view)
{
    m_busy = false;
    m_view = view;
    Q_EMIT changed();
}

void CaseController::setBusy(bool busy)
{
    if (busy == m_busy)
        return;
    m_busy = busy;
    Q_EMIT changed();
}

void CaseController::fail(const Error& error)
{
    m_busy = false;
    Q_EMIT changed();
    Q_EMIT failed(error);
}

void CaseController::leave()
{
    ++m_generation;
    m_busy = false;
    m_clientLanguage.reset();
    m_view.reset();
    Q_EMIT changed();
}

} // namespace tirkeu::workstation
