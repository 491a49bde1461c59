namespace Notify.Policies;

/// <summary>What holds for a contact with quiet hours who gave no times or no zone. Section <c>QuietHours</c>.</summary>
public sealed class QuietHoursOptions
{
    /// <summary>When they begin. Default 22:00.</summary>
    public TimeOnly Start { get; set; } = new(22, 0);

    /// <summary>When they end. Default 07:00.</summary>
    public TimeOnly End { get; set; } = new(7, 0);

    /// <summary>The zone, an IANA name. Default <c>UTC</c>.</summary>
    public string Zone { get; set; } = "UTC";
}
