namespace Notify.Storage.Sqlite.Limits;

/// <summary>What one claim may still take of an account with a pace.</summary>
internal sealed class PaceShare(int left)
{
    private int _left = left;

    public bool IsSpent => _left <= 0;

    public void Spend() => _left--;
}
