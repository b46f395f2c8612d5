#pragma once

#include "clientscreen/clientstage.h"
#include "diagnostics/guardwatch.h"
#include "diagnostics/restoresource.h"
#include "enrolment/counter.h"
#include "enrolment/papertray.h"
#include "equipment/devicesource.h"
#include "journal/journalsource.h"
#include "linkstate.h"
#include "noticesource.h"
#include "outbox/outboxsource.h"
#include "place.h"
#include "retention/retentionsource.h"
#include "settings/authoritysource.h"
#include "settings/preferences.h"
#include "shellcontroller.h"
#include "signin/papersigning.h"
#include "signin/signincontroller.h"
#include "theme/language.h"
#include "theme/theme.h"
#include "training/trainingcourse.h"
#include "verifier/documentchecker.h"

#include <enrolment/onetimecode.h>

#include <functional>

namespace tirkeu::workstation {

class ClientFiles;

/// What the window is given; bootstrap decides what stands behind it.
struct Services
{
    Theme& theme;
    LanguageSwitch& language;
    SignInController& signIn;
    ShellController& shell;
    LinkState& link;
    DocumentChecker& checker;
    core::AuditSink& audit;
    const core::Clock& clock;
    Place place;
    PreferenceFile preferences;
    std::function<QList<SelfTest>()> selfTests;
    JournalSource* journal = nullptr;       ///< none: this workstation keeps no journal yet
    DeviceSource* devices = nullptr;        ///< none: nothing drives devices here
    GuardWatch* guard = nullptr;            ///< none: without criteria nothing is judged
    ClientFiles* clients = nullptr;         ///< with the counter: what is kept of known clients
    Counter* counter = nullptr;             ///< none: no client can be served here
    ClientStage* stage = nullptr;           ///< none: this counter has one display
    PaperTray* paperTray = nullptr;         ///< with the counter
    PaperSigning* papers = nullptr;         ///< none: nobody can sign documents here
    RetentionSource* retention = nullptr;   ///< none: nothing is kept here yet
    OutboxSource* outbox = nullptr;         ///< none: nothing is sent from here
    NoticeSource* notices = nullptr;        ///< none: nobody tells anything
    AuthoritySource* authorities = nullptr; ///< none: nothing is signed through another program here
    RestoreSource* restore = nullptr;       ///< none: no store whose backup could be restored

    enrolment::OneTimeCodes* codes = nullptr; ///< none: nobody sends codes to clients
    TrainingCourse* training = nullptr;       ///< none: nobody practises here
};

} // namespace tirkeu::workstation
