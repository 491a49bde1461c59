using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Notify.Sample.Worker.Display;

/// <summary>Counts by domain: a table, or a list where the width is too small for one. What counts nothing is left out.</summary>
internal static class CountTable
{
    private const string Domain = "domain";

    // A space on each side and the line between two columns.
    private const int AroundCell = 3;

    public static IRenderable Draw(IReadOnlyList<string> heads, IReadOnlyList<CountRow> rows, int width)
    {
        int[] shown = [.. Enumerable.Range(0, heads.Count).Where(i => rows.Any(r => r.Counts[i] > 0))];
        return 1 + WidestName(rows) + AroundCell + shown.Sum(i => Widest(i, heads, rows) + AroundCell) <= width
            ? Table(heads, rows, shown)
            : List(heads, rows, shown);
    }

    private static Table Table(IReadOnlyList<string> heads, IReadOnlyList<CountRow> rows, int[] shown)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn(Domain);
        foreach (var column in shown)
        {
            table.AddColumn(new TableColumn(heads[column]).RightAligned());
        }

        foreach (var row in rows)
        {
            if (row.IsTotal)
            {
                table.AddEmptyRow();
            }

            table.AddRow([new Text(row.Name), .. shown.Select(column => Cell(row.Counts[column]))]);
        }

        return table;
    }

    private static Grid List(IReadOnlyList<string> heads, IReadOnlyList<CountRow> rows, int[] shown)
    {
        var list = new Grid().AddColumn(new GridColumn().NoWrap()).AddColumn();
        foreach (var row in rows)
        {
            var counts = shown.Where(column => row.Counts[column] > 0).Select(column => $"{heads[column]} {Words(row.Counts[column])}");
            list.AddRow(new Text(row.Name), new Text(string.Join(" · ", counts)));
        }

        return list;
    }

    private static int WidestName(IReadOnlyList<CountRow> rows) => rows.Select(r => r.Name.Length).Append(Domain.Length).Max();

    private static int Widest(int column, IReadOnlyList<string> heads, IReadOnlyList<CountRow> rows) =>
        rows.Select(r => Words(r.Counts[column]).Length).Append(heads[column].Length).Max();

    private static Text Cell(long count) => count == 0 ? new Text("·", new Style(Color.Grey)) : new Text(Words(count));

    private static string Words(long count) => count.ToString(CultureInfo.InvariantCulture);
}
