namespace Notify.Hosting;

/// <summary>Checks on options that give messages naming the key, the range and the value found.</summary>
internal sealed class Check(string section)
{
    private readonly List<string> _failures = [];

    public IReadOnlyList<string> Failures => _failures;

    public Check Range<T>(string key, T value, T min, T max)
        where T : IComparable<T>
    {
        return True(key, value.CompareTo(min) >= 0 && value.CompareTo(max) <= 0, $"must be {min} to {max}; it is {value}");
    }

    public Check True(string key, bool isRight, string message)
    {
        if (!isRight)
        {
            _failures.Add($"Notify:{section}:{key} {message}.");
        }

        return this;
    }

    public Microsoft.Extensions.Options.ValidateOptionsResult Result() => _failures.Count == 0
        ? Microsoft.Extensions.Options.ValidateOptionsResult.Success
        : Microsoft.Extensions.Options.ValidateOptionsResult.Fail(_failures);
}
