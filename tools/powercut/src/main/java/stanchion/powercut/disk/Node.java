package stanchion.powercut.disk;

/// What a name leads to.
sealed interface Node permits FileNode, FolderNode {
    Stamp stamp();

    /// What it is as found after the power came back.
    Node survivor(Survival survival);
}
