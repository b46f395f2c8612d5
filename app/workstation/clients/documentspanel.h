#pragma once

#include "clientfiles.h"
#include "theme/language.h"
#include "theme/theme.h"

#include <QFrame>

class QComboBox;
class QLabel;
class QListWidget;
class QPushButton;
class QVBoxLayout;

namespace tirkeu::workstation {

class FieldBox;
class FlowLayout;

/// The signed documents of a client: looked at, printed, given out as they are (BIO-17, 30; MFO-12).
class DocumentsPanel : public QFrame
{
    Q_OBJECT
public:
    DocumentsPanel(const Theme& theme, ClientFiles& files);

    void showFile(const enrolment::ClientFile& file);
    void forget();
    void retranslate();
    [[nodiscard]] QWidget* lastField() const;

Q_SIGNALS:
    void confirmWanted(); ///< that they were sent and received
    void opened(const tirkeu::workstation::CheckedDocument& document);
    void told(const QString& where); ///< a sentence: what has been done, and where it is
    void failed(const tirkeu::core::Error& error);

private:
    [[nodiscard]] QPushButton* addButton(const char* objectName);
    [[nodiscard]] std::optional<core::Uuid> chosen() const;
    void open();
    void print();
    void exportSome(const QList<core::Uuid>& documents);
    void setBusy(bool busy);
    void restyle();

    const Theme& m_theme;
    ClientFiles& m_files;
    std::optional<casefile::ClientId> m_client;
    QList<enrolment::ClientDocument> m_documents;
    quint64 m_generation = 0; ///< an answer about a client who has left is not shown
    QLabel* m_title;
    QListWidget* m_list;
    FieldBox* m_toBox;
    QComboBox* m_to;
    FlowLayout* m_row;
    QPushButton* m_open;
    QPushButton* m_print;
    QPushButton* m_export;
    QPushButton* m_exportAll;
    QPushButton* m_confirm;
};

} // namespace tirkeu::workstation
