// What Wagtail starts by inline scripts, started by an element in their place: see `site_project.admin.inline_scripts`.
// Nothing else can be called: markup that found its way into the admin would call what it likes.
const STARTED_BY_MARKUP = new Set([
  "Chooser",
  "DocumentChooser",
  "ImageChooser",
  "InlinePanel",
  "MultipleChooserPanel",
  "PageChooser",
  "SnippetChooser",
  "createTaskChooser",
  "initDateChooser",
  "initDateTimeChooser",
  "initTimeChooser",
]);

customElements.define(
  "site-start",
  class extends HTMLElement {
    // Like an inline script: at once when it enters the page, whoever puts it there, and once only.
    connectedCallback() {
      const name = this.getAttribute("what");
      if (this.started || !STARTED_BY_MARKUP.has(name)) return;
      this.started = true;
      const given = JSON.parse(this.getAttribute("with"));
      if (name[0] === name[0].toUpperCase()) new window[name](...given);
      else window[name](...given);
    }
  },
);

// The library that crops pictures finds out whether fingers can be used by writing inline code.
window.jQuery(() => {
  if (window.jQuery.Jcrop) window.jQuery.Jcrop.defaults.touchSupport = "ontouchstart" in window;
});
