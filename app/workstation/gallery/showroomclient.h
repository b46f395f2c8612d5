#pragma once

#include "clientscreen/clientstage.h"
#include "training/trainingcourse.h"

#include <enrolment/onetimecode.h>

namespace tirkeu::workstation {

/// A client's display that is there, or is not; it shows nothing and nobody touches it.
class ShowroomStage final : public ClientStage
{
public:
    void setState(State state)
    {
        m_state = state;
        Q_EMIT stateChanged(state);
    }
    [[nodiscard]] State state() const override { return m_state; }
    [[nodiscard]] bool takesStrokes() const override { return m_state == State::Ready; }
    [[nodiscard]] core::Language language() const override { return m_language; }
    void setLanguage(core::Language language) override { m_language = language; }
    void show(const ClientScene& scene) override { m_scene = scene; }
    [[nodiscard]] const ClientScene& scene() const { return m_scene; } ///< what it would show
    void guide(const HandGuide&) override {}
    void sayWrong(std::optional<int>) override {}
    void goOn() override {}
    [[nodiscard]] core::SecureBytes takePin() override { return {}; }

private:
    State m_state = State::None;
    core::Language m_language = core::Language::Kazakh;
    ClientScene m_scene;
};

/// A course of which the first two cases are passed.
class ShowroomCourse final : public TrainingCourse
{
public:
    [[nodiscard]] bool isOffered() const override { return true; }
    [[nodiscard]] TrainingClient client(int) const override
    {
        return {QStringLiteral("СӘУЛЕҚЫЗЫ"), QStringLiteral("ӘЙГЕРІМ"), QStringLiteral("951231600025")};
    }
    void seat(int) override {}
    [[nodiscard]] QSet<int> passed() const override { return {1, 2}; }
    [[nodiscard]] Result<> notePassed(int) override { return {}; }
};

/// Codes that go nowhere.
class ShowroomCodes final : public enrolment::OneTimeCodes
{
public:
    [[nodiscard]] QFuture<Result<enrolment::SentCode>> send(
        const identity::PhoneNumber&, const enrolment::ConsentStatement&, core::Language) override
    {
        return QtFuture::makeReadyFuture(Result<enrolment::SentCode>(
            enrolment::SentCode{QStringLiteral("1"), QStringLiteral("+7 ••• ••• 00 00"), 6, {}}));
    }
    [[nodiscard]] QFuture<Result<enrolment::CodeVerdict>> confirm(const QString&, const QString&) override
    {
        return QtFuture::makeReadyFuture(Result<enrolment::CodeVerdict>(enrolment::CodeVerdict{{}, 2}));
    }
};

} // namespace tirkeu::workstation
