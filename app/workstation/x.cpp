namespace tirkeu::workstation {
}
