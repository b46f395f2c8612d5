#include "devicespage.h"

#include "carewords.h"
#include "livepane.h"
#include "permitpane.h"
#include "theme/language.h"
#include "widgets/messagebar.h"

#include <core/whendone.h>

#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace tirkeu::workstation {

namespace {
struct Look
{
    const char* icon;
    Role role;
};

Look lookOf(DeviceState state)
{
    switch (state) {
    case DeviceState::Ready:
        return {"check", Role::Good};
    case DeviceState::Looking:
    case DeviceState::OfComputer:
        return {"wait", Role::MutedText};
    case DeviceState::OtherPort:
    case DeviceState::NotThere:
        return {"warning", Role::Warning};
    case DeviceState::Refused:
        return {"error", Role::Error};
    }
    Q_UNREACHABLE();
}
} // namespace

DevicesPage::DevicesPage(
    const Theme& theme, const LanguageSwitch& language, DeviceSource& source, StaffSource& staff, MayPermit mayPermit)
    : Page(theme, Footer::None)
    , m_language(language)
    , m_source(source)
    , m_mayPermit(std::move(mayPermit))
    , m_message(new MessageBar(theme))
    , m_live(new LivePane(theme))
    , m_permit(new PermitPane(theme, staff))
{
    setObjectName(QStringLiteral("devicesPage"));
    setBodyWidth(960);
    body()->addWidget(m_message);
    body()->addWidget(m_live);
    body()->addWidget(m_permit);
    body()->addStretch(1);
    m_live->hide();
    m_permit->hide();
    connect(&source, &DeviceSource::changed, this, [this] {
        if (m_source.devices() != m_shown)
            rebuild();
    });
    connect(&source, &DeviceSource::pictureCame, this, &DevicesPage::take);
    connect(m_live, &LivePane::stopRequested, this, [this] {
        m_live->hide(); // a marked picture is stopped by nobody else
        m_source.stop();
    });
    connect(m_message, &MessageBar::actionRequested, this, [this] { look(m_looked, CareAsk::TakeAsClean); });
    connect(m_permit, &PermitPane::permitRequested, this, &DevicesPage::permit);
    connect(&theme, &Theme::changed, this, &DevicesPage::rebuild);
    retranslate();
}

void DevicesPage::check(const QString& id)
{
    const int asked = ++m_asked;
    m_source.stop();
    m_checked = id;
    m_message->setAction(QString());
    m_message->clear();
    m_permit->hide();
    m_live->clear();
    m_live->say(tr("The device is being opened."));
    m_live->setVisible(true);
    bringIntoView(m_live);
    core::whenDone(m_source.show(id), this, [this, asked](const Result<>& result) {
        if (asked == m_asked)
            ended(result);
    });
}

void DevicesPage::look(const QString& id, CareAsk ask)
{
    const int asked = ++m_asked;
    m_source.stop();
    m_checked.clear();
    m_looked = id;
    const auto one =
        std::find_if(m_shown.cbegin(), m_shown.cend(), [&id](const ShownDevice& device) { return device.id == id; });
    m_lookedKind = one == m_shown.cend() ? DeviceKind::PalmScanner : one->kind;
    m_permit->hide();
    m_live->hide();
    m_message->setAction(QString());
    m_message->say(MessageKind::Info, CareWords::looking(m_lookedKind));
    core::whenDone(m_source.care(id, ask), this, [this, asked](const Result<CareShown>& care) {
        if (asked != m_asked)
            return;
        if (care)
            showCare(*care);
        else
            m_message->say(MessageKind::Error, m_language.sentence(care.error()));
    });
}

void DevicesPage::showCare(const CareShown& care)
{
    const auto kindOf = [](CareState state) {
        switch (state) {
        case CareState::Clean:
            return MessageKind::Good;
        case CareState::NeverShownClean:
            return MessageKind::Info;
        case CareState::Dirty:
        case CareState::Unclear:
            break;
        }
        return MessageKind::Warning;
    };
    const QString found = CareWords::found(m_lookedKind, care.state);
    m_message->say(kindOf(care.state), care.needsSupervisor ? found + u' ' + CareWords::supervisorNeeded() : found);
    if (care.state == CareState::Dirty || care.state == CareState::NeverShownClean)
        m_message->setAction(CareWords::cleanNow());
    if (care.marked.isNull())
        return;
    m_live->show(care.marked);
    m_live->say(CareWords::wipe());
    m_live->setVisible(true);
}

void DevicesPage::take(const LivePicture& live)
{
    if (m_checked.isEmpty())
        return;
    if (!live.picture.isNull())
        m_live->show(live.picture);
    const ShownDevice* device = checked();
    const bool isHeard = device != nullptr && device->kind == DeviceKind::Microphone;
    if (live.hint)
        m_live->say(m_language.sentence(*live.hint));
    else if (isHeard)
        m_live->say(tr("This is how loud the microphone hears. Nothing is kept."));
    else
        m_live->say(live.handPresent ? tr("A hand is seen.") : tr("This is what the device sees. Nothing is kept."));
    if (!live.picture.isNull() && device != nullptr && device->state == DeviceState::OtherPort &&
        !m_permit->isVisible()) {
        m_permit->setOffered(m_mayPermit());
        m_permit->setVisible(true);
        retranslate();
    }
}

void DevicesPage::ended(const Result<>& result)
{
    const ShownDevice* device = checked();
    const bool keepsPermit = device != nullptr && device->state == DeviceState::OtherPort && m_permit->isVisible();
    m_live->setVisible(false);
    m_live->clear();
    if (!result)
        m_message->say(MessageKind::Error, m_language.sentence(result.error()));
    if (!keepsPermit)
        m_checked.clear();
}

void DevicesPage::permit()
{
    if (m_checked.isEmpty())
        return;
    m_source.stop();
    PinTry once = m_permit->takePin();
    const auto permitted = m_source.permitPort(m_checked, std::move(once.pin), once.lastTry);
    core::whenDone(permitted, this, [this](const Result<>& result) {
        m_permit->setTried();
        if (!result)
            return m_message->say(MessageKind::Error, m_language.sentence(result.error()));
        m_permit->hide();
        m_checked.clear();
        m_message->say(MessageKind::Good, tr("The device may be used in this port until the program ends."));
    });
}

void DevicesPage::forget()
{
    ++m_asked; // an answer on its way belongs to whoever asked
    m_source.stop();
    m_checked.clear();
    m_live->setVisible(false);
    m_live->clear();
    m_permit->clear();
    m_permit->hide();
    m_message->clear();
}

void DevicesPage::hideEvent(QHideEvent* event)
{
    forget();
    Page::hideEvent(event);
}

const ShownDevice* DevicesPage::checked() const
{
    const auto one = std::find_if(
        m_shown.cbegin(), m_shown.cend(), [this](const ShownDevice& device) { return device.id == m_checked; });
    return one == m_shown.cend() ? nullptr : &*one;
}

void DevicesPage::retranslate()
{
    setTitle(tr("Devices"));
    m_live->setTexts(tr("Live picture"), tr("Stop"));
    m_permit->setTexts(m_mayPermit()
                           ? tr("Hold a hand above the device and look: is it your hand that the picture shows? Then "
                                "you may permit this port.")
                           : tr("A supervisor can permit this port after signing in here and looking at the picture."),
        tr("Supervisor's PIN"), tr("Permit this port"));
    rebuild();
}

// Built anew whenever the devices, the language, the scheme or the scale change.
void DevicesPage::rebuild()
{
    const QWidget* focus = m_list != nullptr ? m_list->focusWidget() : nullptr;
    const QString focused = focus != nullptr && focus->hasFocus() ? focus->objectName() : QString();
    if (m_list != nullptr) {
        // Its button may be what led here.
        m_list->hide();
        body()->removeWidget(m_list);
        m_list->deleteLater();
    }
    m_shown = m_source.devices();
    m_list = new QWidget;
    auto* column = new QVBoxLayout(m_list);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme().px(12));
    for (const ShownDevice& device : std::as_const(m_shown))
        column->addWidget(card(device));
    if (m_shown.isEmpty()) {
        auto* none = new QLabel(tr("The bank's criteria register no device for this workstation."));
        none->setWordWrap(true);
        column->addWidget(none);
    }
    body()->insertWidget(body()->count() - 1, m_list);
    if (!focused.isEmpty()) {
        if (auto* again = m_list->findChild<QPushButton*>(focused))
            again->setFocus();
    }
}

QFrame* DevicesPage::card(const ShownDevice& device)
{
    const auto kindName = [](DeviceKind kind) {
        switch (kind) {
        case DeviceKind::PalmScanner:
            return tr("Palm scanner");
        case DeviceKind::FaceCamera:
            return tr("Camera for the face");
        case DeviceKind::DocumentCamera:
            return tr("Camera for documents");
        case DeviceKind::Microphone:
            return tr("Microphone");
        }
        Q_UNREACHABLE();
    };
    const auto stateName = [](DeviceState state) {
        switch (state) {
        case DeviceState::Ready:
            return tr("Registered and connected");
        case DeviceState::Looking:
            return tr("Being looked for");
        case DeviceState::OtherPort:
            return tr("In another port");
        case DeviceState::NotThere:
            return tr("Not connected");
        case DeviceState::Refused:
            return tr("Refused");
        case DeviceState::OfComputer:
            return tr("As this computer has it");
        }
        Q_UNREACHABLE();
    };
    auto* frame = new QFrame;
    frame->setProperty("surface", QStringLiteral("card"));
    auto* grid = new QGridLayout(frame);
    const int side = theme().px(18);
    grid->setContentsMargins(side, side, side, side);
    grid->setHorizontalSpacing(theme().px(12));
    grid->setVerticalSpacing(theme().px(4));
    grid->setColumnStretch(1, 1);
    const auto add = [&](const QString& text, const char* role, int row) {
        auto* label = new QLabel(text);
        if (role != nullptr)
            label->setProperty("text-role", QLatin1StringView(role));
        label->setWordWrap(true);
        grid->addWidget(label, row, 1);
    };
    const Look shown = lookOf(device.state);
    auto* icon = new QLabel;
    icon->setPixmap(theme().picture(QString::fromLatin1(shown.icon), 22, shown.role));
    grid->addWidget(icon, 0, 0, Qt::AlignTop);
    add(kindName(device.kind) + QStringLiteral(" · ") + stateName(device.state), "field", 0);
    QStringList facts{device.model, device.serial, device.place};
    facts.removeAll(QString());
    add(facts.join(QStringLiteral(" · ")), "muted", 1);
    if (device.why)
        add(m_language.sentence(*device.why), nullptr, 2);
    if (device.care)
        add(CareWords::told(device.kind, *device.care, languageLocale(m_language.language())), "muted", 3);
    const bool canBeChecked = device.state == DeviceState::Ready || device.state == DeviceState::OtherPort ||
                              device.state == DeviceState::OfComputer;
    if (canBeChecked)
        grid->addLayout(actionsOf(device), 0, 2, 5, 1);
    grid->setRowStretch(4, 1); // what the buttons need more goes below the words
    return frame;
}

// One above the other: side by side they leave a long name no room.
QVBoxLayout* DevicesPage::actionsOf(const ShownDevice& device)
{
    auto* actions = new QVBoxLayout;
    actions->setSpacing(theme().px(8));
    const auto add = [&](const QString& text, const QString& name, const QString& spoken, auto action) {
        auto* button = new QPushButton(text);
        button->setObjectName(name + device.id);
        button->setAccessibleName(spoken.arg(device.model.isEmpty() ? device.place : device.model));
        connect(button, &QPushButton::clicked, this, action);
        actions->addWidget(button);
    };
    add(tr("Check"), QStringLiteral("check-"), tr("Check: %1"), [this, id = device.id] { check(id); });
    if (device.state == DeviceState::Ready) {
        const QString spoken =
            device.kind == DeviceKind::PalmScanner ? tr("Look at the window: %1") : tr("Look at the lens: %1");
        add(CareWords::part(device.kind), QStringLiteral("window-"), spoken,
            [this, id = device.id] { look(id, CareAsk::Look); });
    }
    actions->addStretch(1);
    return actions;
}

} // namespace tirkeu::workstation
