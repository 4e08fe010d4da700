// What the editor has to know of this archive: three widgets, and how an article becomes a file.
// It runs after Decap CMS, which brings CMS, createClass and h (docs: “Custom Widgets”).
(() => {
  "use strict";
  const { CMS, createClass, h } = window;

  const choices = (field) => field.get("choices");
  const datalist = (id, names) =>
    h("datalist", { id }, names.toJS().map((name) => h("option", { key: name, value: name })));

  // One name: from the register or another one.
  const Term = createClass({
    render() {
      const { forID, value, field, onChange, classNameWrapper, setActiveStyle, setInactiveStyle } = this.props;
      const list = `${forID}-names`;
      return h(
        "div",
        {},
        h("input", {
          id: forID,
          type: "text",
          list,
          autoComplete: "off",
          className: classNameWrapper,
          value: value || "",
          onChange: (event) => onChange(event.target.value),
          onFocus: setActiveStyle,
          onBlur: setInactiveStyle,
        }),
        datalist(list, choices(field)),
      );
    },
  });

  const row = { display: "flex", flexWrap: "wrap", gap: "8px", marginBottom: "8px" };
  const chip = { display: "flex", alignItems: "center", background: "#eff0f4", borderRadius: "5px", color: "#313d3e" };
  const chipText = { padding: "6px 2px 6px 10px" };
  const remove = { border: 0, background: "none", padding: "6px 10px", cursor: "pointer", font: "inherit", color: "inherit" };

  // Several names: Enter, leaving the field, or a choice from the list adds what was written.
  const Terms = createClass({
    getInitialState() {
      return { text: "" };
    },
    names() {
      const { value } = this.props;
      return value && value.toJS ? value.toJS().map(String) : [];
    },
    change(names) {
      this.props.onChange(choices(this.props.field).clear().concat(names));
    },
    add(text) {
      const name = text.trim();
      this.setState({ text: "" });
      if (name && !this.names().includes(name)) this.change([...this.names(), name]);
    },
    onInput(event) {
      const { value } = event.target;
      const typed = event.nativeEvent.inputType;
      const chosen = !typed || typed === "insertReplacementText";
      if (chosen && choices(this.props.field).includes(value)) this.add(value);
      else this.setState({ text: value });
    },
    onKeyDown(event) {
      if (event.key !== "Enter") return;
      event.preventDefault();
      this.add(this.state.text);
    },
    chip(name) {
      const label = `Remove ${name}`;
      const onClick = () => this.change(this.names().filter((other) => other !== name));
      return h(
        "span",
        { key: name, style: chip },
        h("span", { style: chipText }, name),
        h("button", { type: "button", style: remove, title: label, "aria-label": label, onClick }, "×"),
      );
    },
    render() {
      const { forID, field, classNameWrapper, setActiveStyle, setInactiveStyle } = this.props;
      const list = `${forID}-names`;
      const names = this.names();
      return h(
        "div",
        { className: classNameWrapper },
        names.length > 0 && h("div", { style: row }, names.map((name) => this.chip(name))),
        h("input", {
          id: forID,
          type: "text",
          list,
          autoComplete: "off",
          placeholder: "Add one and press Enter",
          style: { border: 0, outline: 0, width: "100%", font: "inherit", background: "none" },
          value: this.state.text,
          onChange: this.onInput,
          onKeyDown: this.onKeyDown,
          onFocus: setActiveStyle,
          onBlur: () => {
            this.add(this.state.text);
            setInactiveStyle();
          },
        }),
        datalist(list, choices(field)),
      );
    },
  });

  const MONTH = /^(\d{4})-(0[1-9]|1[0-2])[^/]*$/;
  const NO_MONTH =
    "This date names no month. Add the month, or make the article under “Articles of a year”.";

  // Decap reads a time in UTC as a Date, and everything else as text or a number.
  const moment = (date) => date.toISOString().replace(".000", "");

  // A date in EDTF. Its form is checked by the pattern of the field.
  const Edtf = createClass({
    componentDidMount() {
      const { value, onChange } = this.props;
      if (value instanceof Date) onChange(moment(value));
    },
    isValid() {
      const { value, entry, collection } = this.props;
      const isNew = entry.get("newRecord") && collection.get("name") === "articles";
      if (!value || !isNew || MONTH.test(String(value))) return true;
      return { error: { type: "CUSTOM", message: NO_MONTH } };
    },
    render() {
      const { forID, value, onChange, classNameWrapper, setActiveStyle, setInactiveStyle } = this.props;
      return h("input", {
        id: forID,
        type: "text",
        placeholder: "2025-11-21",
        className: classNameWrapper,
        value: value ? String(value) : "",
        onChange: (event) => onChange(event.target.value.trim()),
        onFocus: setActiveStyle,
        onBlur: setInactiveStyle,
      });
    },
  });

  const text = (props) => h("p", {}, String(props.value || ""));
  CMS.registerWidget("term", Term, text);
  CMS.registerWidget("terms", Terms, text);
  CMS.registerWidget("edtf", Edtf, text);

  // What is not filled in is left out of the file; Decap would write "", [] and false.
  const isBlank = (value) =>
    value === undefined || value === null || value === "" || value === false || value.size === 0;
  const written = (value) => {
    if (value instanceof Date) return moment(value);
    return value && value.toJS ? value.map(written).filterNot(isBlank) : value;
  };

  // The folders of an article come from its date. Decap would take today's, and knows no EDTF.
  // They stand in the data as long as the path is made, and not in what is written.
  CMS.registerEventListener({
    name: "preSave",
    handler: ({ entry }) => {
      const kept = written(entry.get("data"));
      const date = String(kept.get("date") || "");
      const year = /\d[\dX]{3}/.exec(date);
      if (!year) return kept;
      const data = kept
        .set("archive_year", year[0].replaceAll("X", "0"))
        .set("archive_month", (MONTH.exec(date) || ["", "", ""])[2]);
      data.toJS = () => kept.toJS();
      return data;
    },
  });
})();
