using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Notify.AspNetCore.Hosting;

/// <summary>What was mapped where: mapping the same address again gives the first endpoint back, where two would be ambiguous.</summary>
internal static class MappedEndpoints
{
    private static readonly ConditionalWeakTable<IEndpointRouteBuilder, Dictionary<string, IEndpointConventionBuilder>> Known = [];

    public static IEndpointConventionBuilder GetOrMap(IEndpointRouteBuilder endpoints, string pattern, Func<IEndpointConventionBuilder> map)
    {
        var mapped = Known.GetValue(endpoints, static _ => new Dictionary<string, IEndpointConventionBuilder>(StringComparer.OrdinalIgnoreCase));
        if (!mapped.TryGetValue(pattern, out var endpoint))
        {
            mapped[pattern] = endpoint = map();
        }

        return endpoint;
    }
}
