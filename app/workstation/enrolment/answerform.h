#pragma once

#include "counter.h"
#include "theme/theme.h"

#include <QWidget>

class QLineEdit;
class QPushButton;

namespace tirkeu::workstation {

class Choice;
class FactsList;
class FieldBox;
class PictureStrip;

/// What a supervisor is asked about a case, and what they say: yes or no, why, and what else was looked at where a palm
/// is to take the place of an enrolled one.
class AnswerForm : public QWidget
{
    Q_OBJECT
public:
    explicit AnswerForm(const Theme& theme);

    void showCase(const CaseView& view);
    void showAttempts(const WaitingCase& asked, const QString& by); ///< before there is a case
    void showPictures(const QList<CasePicture>& pictures);
    void clear();
    void retranslate();
    [[nodiscard]] bool isReady() const;
    [[nodiscard]] SupervisorAnswer answer() const;
    [[nodiscard]] QWidget* firstField() const;

Q_SIGNALS:
    void changed();

private:
    void showFacts();
    void showSpent();
    [[nodiscard]] QString question() const;
    [[nodiscard]] QStringList suspicions() const;

    const Theme& m_theme;
    std::optional<CaseView> m_view;
    std::optional<WaitingCase> m_attempts;
    QString m_askedBy;
    FactsList* m_facts;
    QList<CasePicture> m_pictures;
    PictureStrip* m_strip;
    Choice* m_answer;
    QPushButton* m_yes;
    QPushButton* m_no;
    FieldBox* m_reasonBox;
    QLineEdit* m_reason;
    FieldBox* m_proofBox;
    QLineEdit* m_proof;
};

} // namespace tirkeu::workstation
