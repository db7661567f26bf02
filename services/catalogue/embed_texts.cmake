# cmake -DOUTPUT=FILE -DFOLDER=DIR -P embed_texts.cmake
# Writes FILE, a source that holds every *.yaml of DIR and DIR/modules as a text.
file(GLOB modules RELATIVE ${FOLDER} ${FOLDER}/modules/*.yaml)
file(GLOB templates RELATIVE ${FOLDER} ${FOLDER}/*.yaml)
list(SORT modules)
list(SORT templates)
# Overlays come last, behind what they adapt.
set(overlays)
foreach(name IN LISTS templates)
  file(STRINGS ${FOLDER}/${name} adapted REGEX "^overlay_of:")
  if(adapted)
    list(APPEND overlays ${name})
    list(REMOVE_ITEM templates ${name})
  endif()
endforeach()

file(WRITE ${OUTPUT}.new "#include \"services/catalogue/ready_programmes.h\"\n\n"
                         "namespace kasvu::catalogue {\nnamespace {\n\n"
                         "constexpr ReadyText kTexts[] = {\n")
foreach(name IN LISTS modules templates overlays)
  file(READ ${FOLDER}/${name} text)
  file(APPEND ${OUTPUT}.new "    {\"${name}\",\n     R\"kasvu_text(")
  file(APPEND ${OUTPUT}.new "${text}")
  file(APPEND ${OUTPUT}.new ")kasvu_text\"},\n")
endforeach()
file(APPEND ${OUTPUT}.new "};\n\n}  // namespace\n\n"
                          "std::span<const ReadyText> ReadyTexts() { return kTexts; }\n\n"
                          "}  // namespace kasvu::catalogue\n")
file(COPY_FILE ${OUTPUT}.new ${OUTPUT} ONLY_IF_DIFFERENT)
