using System.CommandLine;

namespace Notify.Bench;

/// <summary>Refuses numbers that make no run.</summary>
internal static class Numbers
{
    public static void AtLeast(int least, params Option<int>[] options)
    {
        foreach (var option in options)
        {
            option.Validators.Add(result =>
            {
                if (result.Tokens.Count > 0 && result.GetValueOrDefault<int>() is var value && value < least)
                {
                    result.AddError($"{option.Name} is {value}; give at least {least}.");
                }
            });
        }
    }
}
