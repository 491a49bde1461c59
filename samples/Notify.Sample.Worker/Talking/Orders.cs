using System.Globalization;

namespace Notify.Sample.Worker.Talking;

/// <summary>Stands in for an app's table of orders: where an order is goes by its number.</summary>
internal static class Orders
{
    private static readonly string[] States = ["is being packed", "is ready to be collected", "is on its way", "was delivered"];

    /// <summary>Where an order is.</summary>
    /// <param name="number">Its number, such as SK-4105.</param>
    public static string StateOf(string number) => States[int.Parse(number.AsSpan(number.Length - 4), NumberStyles.None, CultureInfo.InvariantCulture) % States.Length];
}
