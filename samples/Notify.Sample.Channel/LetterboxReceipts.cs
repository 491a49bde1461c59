using Notify.Receipts;
using Notify.Sending;

namespace Notify.Sample.Channel;

/// <summary>The receipts: a letter that the person moved to the folder <c>read</c> was read.</summary>
internal sealed class LetterboxReceipts(string folder, IReceipts receipts)
{
    /// <summary>Reports what was read since; gives how many letters.</summary>
    public async Task<int> CollectAsync(CancellationToken cancellationToken)
    {
        var read = new DirectoryInfo(Path.Combine(folder, "read"));
        var letters = read.Exists ? read.GetFiles("*.txt") : [];
        await receipts.ApplyAsync([.. letters.Select(Receipt)], cancellationToken).ConfigureAwait(false);

        // Only now: a receipt that could not be stored is reported again.
        foreach (var letter in letters)
        {
            letter.MoveTo(Path.ChangeExtension(letter.FullName, ".reported"), overwrite: true);
        }

        return letters.Length;
    }

    private static Receipt Receipt(FileInfo letter) => new()
    {
        Channel = LetterboxSender.Letterbox,
        Account = "default",
        Reference = SendReference.TryParse(Path.GetFileNameWithoutExtension(letter.Name), out var reference) ? reference : null,
        Status = ReceiptStatus.Read,
    };
}
