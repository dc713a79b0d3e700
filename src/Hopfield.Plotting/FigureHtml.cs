using System.Net;

namespace Hopfield.Plotting;

/// <summary>Writes a figure as a piece of HTML.</summary>
/// <remarks>
/// The piece has no id, so it may stand on a page any number of times. Its script draws every figure that is not drawn yet: a
/// figure that came before the library is drawn when the library arrives. The text stays visible until there is a picture.
/// </remarks>
internal static class FigureHtml
{
    // Parameters named define, module and exports hide those of require.js, so that the library always becomes window.Plotly.
    private const string Load = "window.Plotly||(function(define,module,exports){";
    private const string Loaded = "\n}).call(window);";

    /// <summary>
    /// Draws what is not drawn. Where the library is missing (the cell that brought it was cleared, the page opened again), it is
    /// fetched once from a public copy, with a checksum; without a network the text stays.
    /// </summary>
    private const string Draw = """
        (()=>{
        const root=document.currentScript?.getRootNode()??document;
        const draw=()=>{for(const box of root.querySelectorAll('.hopfield-figure')){
          if(box.drawn)continue;box.drawn=true;
          const figure=JSON.parse(box.querySelector('script').textContent);
          const plot=document.createElement('div');box.append(plot);box.querySelector('pre').hidden=true;
          Plotly.newPlot(plot,figure.data,figure.layout,figure.config).then(()=>figure.frames&&Plotly.addFrames(plot,figure.frames));
        }};
        if(window.Plotly){draw();return}
        window.hopfieldPlotly??=fetch('https://cdn.jsdelivr.net/npm/plotly.js-dist-min@VERSION/plotly.min.js',{integrity:'INTEGRITY'})
          .then(answer=>answer.text()).then(code=>new Function('define','module','exports',code).call(window));
        window.hopfieldPlotly.then(draw,()=>{delete window.hopfieldPlotly});
        })();
        """;

    /// <param name="figure">The figure.</param>
    /// <param name="withLibrary">Whether plotly.js is written before it.</param>
    public static string Write(Figure figure, bool withLibrary)
    {
        string alt = WebUtility.HtmlEncode(figure.Alt);
        string text = WebUtility.HtmlEncode(figure.Text);
        if (figure.JsonText is not { } data)
            return $"<div role=\"img\" aria-label=\"{alt}\"><pre>{text}</pre></div><p><em>{WebUtility.HtmlEncode(figure.Absence)}</em></p>";

        string library = withLibrary ? $"<script>{Load}{PlotlyScript.Read()}{Loaded}</script>\n" : "";
        string draw = Draw.Replace("VERSION", PlotlyScript.Version, StringComparison.Ordinal).Replace("INTEGRITY", PlotlyScript.Integrity, StringComparison.Ordinal);
        return $"""
            {library}<div class="hopfield-figure" role="img" aria-label="{alt}">
            <pre>{text}</pre>
            <script type="application/json">{data}</script>
            </div>
            <script>{draw}</script>
            """;
    }
}
