#include "clientscreen.h"

#include "clientwindow.h"
#include "keypadview.h"

#include <QCoreApplication>
#include <QEvent>
#include <QPointingDevice>

#include <algorithm>

namespace tirkeu::workstation {

namespace {
constexpr QSize kBeside(1024, 640);
}

ClientScreen::ClientScreen(
    const Theme& theme, const core::Clock& clock, const ClientScreenSetup& setup, std::unique_ptr<PromptVoice> voice)
    : m_look(theme, setup.input)
    , m_voice(std::move(voice))
    , m_window(std::make_unique<ClientWindow>(m_look, clock, setup.organisation, *m_voice))
{
    connect(m_window.get(), &ClientWindow::languageChosen, this, &ClientStage::languageChosen);
    connect(m_window.get(), &ClientWindow::consentAnswered, this, &ClientStage::consentAnswered);
    connect(m_window.get(), &ClientWindow::videoWanted, this, &ClientStage::videoWanted);
    connect(m_window.get(), &ClientWindow::signedByStrokes, this, &ClientStage::signedByStrokes);
    connect(m_window.get(), &ClientWindow::codeEntered, this, &ClientStage::codeEntered);
    connect(m_window.get(), &ClientWindow::pinEntered, this, &ClientStage::pinEntered);
    connect(m_window.get(), &ClientWindow::withdrawalConfirmed, this, &ClientStage::withdrawalConfirmed);
    connect(m_window.get(), &ClientWindow::withdrawalDropped, this, &ClientStage::withdrawalDropped);
    connect(m_window.get(), &ClientWindow::stopPressed, this, &ClientStage::stopPressed);
    connect(m_window.get(), &ClientWindow::helpPressed, this, &ClientStage::helpPressed);
    QCoreApplication::instance()->installEventFilter(this);
    if (setup.display.isEmpty()) {
        m_window->resize(kBeside);
        m_window->show();
        m_state = State::Ready;
        return;
    }
    m_window->setWindowFlag(Qt::FramelessWindowHint);
    m_display = std::make_unique<ClientDisplay>(setup.display);
    m_place = std::make_unique<TellerPlace>(*m_display, *m_window);
    QCoreApplication::instance()->installEventFilter(m_place.get());
    connect(m_display.get(), &ClientDisplay::came, this, &ClientScreen::appear);
    connect(m_display.get(), &ClientDisplay::gone, this, &ClientScreen::vanish);
    connect(m_display.get(), &ClientDisplay::moved, this, &ClientScreen::appear);
    if (m_display->screen() != nullptr)
        appear();
}

ClientScreen::~ClientScreen() = default;

void ClientScreen::appear()
{
    m_window->setScreen(m_display->screen());
    m_window->setGeometry(m_display->screen()->geometry());
    m_window->showFullScreen();
    enter(State::Ready);
}

void ClientScreen::vanish()
{
    m_window->hide();
    enter(State::Lost);
}

void ClientScreen::enter(State state)
{
    if (state == m_state)
        return;
    m_state = state;
    Q_EMIT stateChanged(state);
}

bool ClientScreen::takesStrokes() const
{
    const QRect place = m_window->screen()->geometry();
    const QList<const QInputDevice*> devices = QInputDevice::devices();
    return std::any_of(devices.begin(), devices.end(), [&place](const QInputDevice* device) {
        const bool isTouched = device->type() == QInputDevice::DeviceType::TouchScreen ||
                               device->type() == QInputDevice::DeviceType::Stylus;
        const QRect reach = device->availableVirtualGeometry();
        return isTouched && (reach.isEmpty() || reach.intersects(place));
    });
}

void ClientScreen::show(const ClientScene& scene)
{
    m_window->show(scene);
}

void ClientScreen::guide(const HandGuide& guide)
{
    m_window->guide(guide);
    if (!guide.outline.isEmpty())
        Q_EMIT acted(); // a hand over the scanner is somebody being there
}

void ClientScreen::sayWrong(std::optional<int> triesLeft)
{
    m_window->keypad().sayWrong(triesLeft);
}

void ClientScreen::goOn()
{
    m_window->goOn();
}

core::SecureBytes ClientScreen::takePin()
{
    return m_window->keypad().takePin();
}

bool ClientScreen::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::TouchBegin || event->type() == QEvent::TabletPress) {
        const auto* widget = qobject_cast<QWidget*>(watched);
        if (widget != nullptr && widget->window() == m_window.get())
            Q_EMIT acted();
    }
    return ClientStage::eventFilter(watched, event);
}

} // namespace tirkeu::workstation
