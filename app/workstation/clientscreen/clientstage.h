#pragma once

#include "clientscene.h"

#include <core/securebytes.h>

#include <QObject>

namespace tirkeu::workstation {

/// The client's screen as the teller's controllers see it: scenes go in, the client's acts come out. One scene stands
/// at a time; showing another ends the one before, and an act can only come from the scene that stands. In the window's
/// thread.
class ClientStage : public QObject
{
    Q_OBJECT
public:
    enum class State {
        None, ///< this counter has one display: paper and the teller's voice
        Ready,
        Lost, ///< the display was pulled out, or went dark: pause
    };
    using QObject::QObject;

    [[nodiscard]] virtual State state() const = 0;
    [[nodiscard]] bool isReady() const { return state() == State::Ready; }
    /// A touch device belongs to the display: strokes and PINs can be taken from the client.
    [[nodiscard]] virtual bool takesStrokes() const = 0;

    [[nodiscard]] virtual core::Language language() const = 0;
    virtual void setLanguage(core::Language language) = 0; ///< the client may still choose another

    virtual void show(const ClientScene& scene) = 0;
    virtual void guide(const HandGuide& guide) = 0; ///< while a PalmScene stands
    /// Says in the standing scene that what was entered was not right.
    virtual void sayWrong(std::optional<int> triesLeft) = 0;
    /// The employee has heard of the stop, or came to help: the scene goes on as it was.
    virtual void goOn() = 0;
    /// The PIN typed in a PinScene, once.
    [[nodiscard]] virtual core::SecureBytes takePin() = 0;

Q_SIGNALS:
    void stateChanged(tirkeu::workstation::ClientStage::State state);
    void languageChosen(tirkeu::core::Language language);
    void consentAnswered(const tirkeu::workstation::ConsentReply& reply);
    void videoWanted(); ///< the client would rather have a video session
    void signedByStrokes(const tirkeu::workstation::StrokeSignature& signature);
    void codeEntered(const QString& code);
    void pinEntered(); ///< where it is the last try, only after the client's yes
    void withdrawalConfirmed(const QList<tirkeu::criteria::ConsentKind>& kinds);
    void withdrawalDropped();
    void stopPressed(); ///< the client wants to stop; the screen says so until `goOn` or another scene
    void helpPressed();
    void acted(); ///< any touch or key of the client: they are there
};

/// A counter with one display. Nothing is shown and nobody answers; what a client has to see is printed.
class NoClientStage final : public ClientStage
{
    Q_OBJECT
public:
    using ClientStage::ClientStage;

    [[nodiscard]] State state() const override { return State::None; }
    [[nodiscard]] bool takesStrokes() const override { return false; }
    [[nodiscard]] core::Language language() const override { return m_language; }
    void setLanguage(core::Language language) override { m_language = language; }
    void show(const ClientScene&) override {}
    void guide(const HandGuide&) override {}
    void sayWrong(std::optional<int>) override {}
    void goOn() override {}
    [[nodiscard]] core::SecureBytes takePin() override { return {}; }

private:
    core::Language m_language = core::Language::Kazakh;
};

} // namespace tirkeu::workstation
