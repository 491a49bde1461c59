namespace Notify.Conversations;

/// <summary>Reads what a message answers: the question that was asked, and any other.</summary>
internal static class Understanding
{
    private static readonly char[] Parting = [',', ';', '\n', '.'];
    private static readonly char[] Edges = [' ', ',', ';', ':', '-', '\n', '\r', '\t'];

    /// <summary>The answers in a message.</summary>
    /// <param name="text">The message.</param>
    /// <param name="asked">The question it answers; null for none.</param>
    /// <param name="open">The questions without an answer.</param>
    public static IReadOnlyDictionary<ScriptQuestion, string> Of(string text, ScriptQuestion? asked, IReadOnlyList<ScriptQuestion> open)
    {
        var found = new Dictionary<ScriptQuestion, Finding>();
        foreach (var question in open)
        {
            if (question.Find(text) is { } finding)
            {
                found[question] = finding;
            }
        }

        var answers = found.ToDictionary(f => f.Key, f => f.Value.Value);
        if (asked is null || answers.ContainsKey(asked))
        {
            return answers;
        }

        if (asked.Question.Kind != QuestionKind.Text)
        {
            return asked.Read(text) is { } read ? new Dictionary<ScriptQuestion, string>(answers) { [asked] = read } : answers;
        }

        // An address is not part of a name, and "Rwandan" in "Jane, Rwandan" is not either; but somebody may be called Jordan.
        if (asked.Read(Rest(text, found)) is { } rest)
        {
            answers[asked] = rest;
        }
        else if (!found.Keys.Any(IsAddress) && asked.Read(text) is { } all)
        {
            return new Dictionary<ScriptQuestion, string> { [asked] = all };
        }

        return answers;
    }

    private static bool IsAddress(ScriptQuestion question) => question.Question.Kind is QuestionKind.Email or QuestionKind.Phone;

    // The text without addresses, and without the parts between commas that say nothing but what was found.
    private static string Rest(string text, Dictionary<ScriptQuestion, Finding> found)
    {
        var left = text.ToCharArray();
        Blank(left, found.Where(f => IsAddress(f.Key)));
        var bare = (char[])left.Clone();
        Blank(bare, found);
        var start = 0;
        for (var i = 0; i <= left.Length; i++)
        {
            if (i == left.Length || (Parting.Contains(left[i]) && (i + 1 == left.Length || char.IsWhiteSpace(left[i + 1]) || left[i] == '\n')))
            {
                if (Phrase.Of(new string(bare[start..i])).IsEmpty)
                {
                    Array.Fill(left, ' ', start, Math.Min(i + 1, left.Length) - start);
                }

                start = i + 1;
            }
        }

        return new string(left).Trim(Edges);
    }

    private static void Blank(char[] text, IEnumerable<KeyValuePair<ScriptQuestion, Finding>> found)
    {
        foreach (var (start, end) in found.SelectMany(f => f.Value.Places))
        {
            Array.Fill(text, ' ', start, end - start);
        }
    }
}
